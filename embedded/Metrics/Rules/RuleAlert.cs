using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Rules;

internal enum AlertState
{
    Pending,
    Firing,
    Resolved,
}

/// <summary>One alert of a rule, as it stands after an evaluation. Times are in milliseconds since 1970.</summary>
internal sealed record RuleAlert
{
    public required LabelSet Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required double Value { get; init; }

    /// <summary>Since when the condition holds.</summary>
    public required long ActiveAt { get; init; }

    /// <summary>Since when it has held long enough; this is what receivers know as the start.</summary>
    public long? FiredAt { get; init; }

    public long? ResolvedAt { get; init; }

    public AlertState State => this switch
    {
        { ResolvedAt: not null } => AlertState.Resolved,
        { FiredAt: not null } => AlertState.Firing,
        _ => AlertState.Pending,
    };
}
