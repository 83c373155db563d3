using Autocura.Signals;

namespace Autocura.Metrics.Forecasts;

/// <summary>What one look ahead found, and what it could not tell.</summary>
internal sealed class ForecastFindings
{
    public List<Finding> All { get; } = [];

    public List<string> Gaps { get; } = [];

    /// <summary>What stands on these may not be called gone.</summary>
    public HashSet<Subject> Unseen { get; } = [];

    /// <summary>Observations of which nothing could be seen.</summary>
    public HashSet<Observation> Blind { get; } = [];

    public int Looked { get; set; }

    public int Questions { get; set; }

    public bool WouldSee(StandingCondition condition) => !Blind.Contains(condition.Observation) && !Unseen.Contains(condition.Subject);
}
