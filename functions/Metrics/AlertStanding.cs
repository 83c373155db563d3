namespace Autocura.Metrics;

/// <summary>
/// What the monitoring system says about one alert now. Only <see cref="Clear"/> is evidence of recovery; a source that cannot be asked is not.
/// </summary>
public abstract record AlertStanding
{
    private AlertStanding()
    {
    }

    /// <summary>How far back its rule looks; zero where that is not known.</summary>
    public TimeSpan Reach { get; init; }

    /// <summary>The alert fires, silenced or not.</summary>
    public sealed record Firing(DateTimeOffset Since) : AlertStanding;

    /// <summary>The condition holds, but not yet for as long as the rule demands.</summary>
    public sealed record Pending(DateTimeOffset Since) : AlertStanding;

    /// <summary>The rule is known and healthy, and its condition does not hold for these labels.</summary>
    public sealed record Clear : AlertStanding;

    /// <summary>It cannot be known now: nobody to ask, no answer, or no such rule there.</summary>
    public sealed record Unmeasurable(string Reason) : AlertStanding;
}
