using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>The answer to a <see cref="CorrelationRequest"/>, and why.</summary>
public sealed record CorrelationDecision(CorrelationKind Kind, string Reason)
{
    /// <summary>Whom to wait for, when it is to wait for somebody.</summary>
    public IncidentLink? Root { get; init; }

    /// <summary>The workload for which an incident has to be opened.</summary>
    public WorkloadRef? Origin { get; init; }

    /// <summary>When to ask again.</summary>
    public TimeSpan After { get; init; }

    public static CorrelationDecision Proceed(string reason) => new(CorrelationKind.Proceed, reason);

    public static CorrelationDecision Wait(TimeSpan after, string reason) => new(CorrelationKind.Wait, reason) { After = after };

    public static CorrelationDecision Attach(IncidentLink root) => new(CorrelationKind.Attach, root.Why) { Root = root };
}

[JsonConverter(typeof(JsonStringEnumConverter<CorrelationKind>))]
public enum CorrelationKind
{
    /// <summary>Go on: nobody else acts for it.</summary>
    Proceed,

    /// <summary>Ask again after a while.</summary>
    Wait,

    /// <summary>Another incident acts: wait for it.</summary>
    Attach,

    /// <summary>The origin has no incident: open one and wait for it.</summary>
    OpenOrigin,
}
