using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>The alerts of one rule from one evaluation to the next, as Prometheus keeps them, and how the last evaluation went.</summary>
internal sealed class RuleState(AlertingRule rule)
{
    // Resolved alerts stay known for this long, so that a receiver which missed the news can still be told.
    private static readonly long KeepResolved = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    private Dictionary<LabelSet, RuleAlert> alerts = [];

    public AlertingRule Rule { get; } = rule;

    public IReadOnlyCollection<RuleAlert> Alerts => alerts.Values;

    /// <summary>Null before the first evaluation.</summary>
    public long? LastEvaluation { get; private set; }

    /// <summary>Why the last evaluation failed, if it did. The alerts are then as they were before it.</summary>
    public string? LastError { get; private set; }

    public void Evaluate(QueryEngine engine, long at)
    {
        LastEvaluation = at;
        try
        {
            alerts = Next(Current(engine, at), at);
            LastError = null;
        }
        catch (QueryException exception)
        {
            LastError = exception.Message;
        }
    }

    private Dictionary<LabelSet, RuleAlert> Current(QueryEngine engine, long at)
    {
        IReadOnlyList<Element> elements = engine.Instant(Rule.Expression, at) switch
        {
            Value.Vector vector => vector.Elements,
            Value.Scalar scalar => [new Element(LabelSet.Empty, scalar.Number)],
            _ => throw QueryException.Execution("rule result is not a vector or scalar"),
        };
        var current = new Dictionary<LabelSet, RuleAlert>();
        foreach (var alert in elements.Select(element => Rule.Alert(element, at)))
        {
            if (!current.TryAdd(alert.Labels, alert))
            {
                throw QueryException.Execution("vector contains metrics with the same labelset after applying alert labels");
            }
        }

        return current;
    }

    private Dictionary<LabelSet, RuleAlert> Next(Dictionary<LabelSet, RuleAlert> current, long at)
    {
        var next = current.ToDictionary(pair => pair.Key, pair => Continue(pair.Value, at));
        foreach (var (labels, gone) in alerts.Where(known => !current.ContainsKey(known.Key)))
        {
            if (gone.FiredAt is not null && at - (gone.ResolvedAt ?? at) <= KeepResolved)
            {
                next[labels] = gone with { ResolvedAt = gone.ResolvedAt ?? at };
            }
        }

        return next;
    }

    private RuleAlert Continue(RuleAlert alert, long at)
    {
        var since = alerts.TryGetValue(alert.Labels, out var known) && known.State != AlertState.Resolved
            ? alert with { ActiveAt = known.ActiveAt, FiredAt = known.FiredAt }
            : alert;
        var held = at - since.ActiveAt >= (long)Rule.For.TotalMilliseconds;
        return since with { FiredAt = since.FiredAt ?? (held ? at : null) };
    }
}
