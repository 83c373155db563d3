using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>
/// Evaluates the rules of a group, publishes what stands as the series <c>ALERTS</c>, and hands firing and resolved alerts on.
/// </summary>
internal sealed class RuleEvaluator(RuleGroup group, QueryEngine engine, SeriesStore store, Action<RuleAlert, AlertingRule> notify)
{
    private readonly Lock gate = new();
    private readonly List<RuleState> states = [.. group.Rules.Select(rule => new RuleState(rule))];

    public RuleGroup Group { get; } = group;

    public void Evaluate(long at)
    {
        foreach (var rule in Read(state => Evaluated(state, at)))
        {
            foreach (var alert in rule.Alerts.Where(alert => alert.State != AlertState.Pending))
            {
                notify(alert, rule.Rule);
            }
        }

        store.Append($"rules {Group.File} {Group.Name}", at, Read(Published).SelectMany(series => series));
    }

    /// <summary>How every rule stands.</summary>
    public IReadOnlyList<RuleStanding> Standings() => Read(RuleStanding.Of);

    private RuleStanding Evaluated(RuleState state, long at)
    {
        state.Evaluate(engine, at);
        return RuleStanding.Of(state);
    }

    private static List<KeyValuePair<LabelSet, double>> Published(RuleState state) =>
        [.. state.Alerts
            .Where(alert => alert.State != AlertState.Resolved)
            .Select(alert => KeyValuePair.Create(
                alert.Labels.With("alertstate", alert.State == AlertState.Firing ? "firing" : "pending").With(LabelSet.MetricName, "ALERTS"), 1.0))];

    private List<T> Read<T>(Func<RuleState, T> read)
    {
        lock (gate)
        {
            return [.. states.Select(read)];
        }
    }
}

/// <summary>A rule and its alerts at one moment.</summary>
internal sealed record RuleStanding(AlertingRule Rule, IReadOnlyList<RuleAlert> Alerts, long? LastEvaluation, string? LastError)
{
    public string Health => LastEvaluation is null ? "unknown" : LastError is null ? "ok" : "err";

    public static RuleStanding Of(RuleState state) => new(state.Rule, [.. state.Alerts], state.LastEvaluation, state.LastError);
}
