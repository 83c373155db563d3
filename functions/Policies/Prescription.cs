using System.Text.Json.Serialization;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Policies;

/// <summary>What people have decided to do about an incident like this one. It goes before whatever the diagnosis' rules propose, and through the same review, verification and undo.</summary>
public sealed record Prescription
{
    public required PrescriptionSource Source { get; init; }

    /// <summary>The object that says so.</summary>
    public required ObjectRef Origin { get; init; }

    /// <summary>Why it applies here, in one line: "cpu at 93 %, above 80 %".</summary>
    public required string Reason { get; init; }

    /// <summary>What to do, in this order; at most 32.</summary>
    public required IReadOnlyList<Rung> Rungs { get; init; }

    public PrescriptionStrategy Strategy { get; init; }

    /// <summary>How many of an incident's attempts may be made of it.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>True when its reason was measured at this moment, so that it holds whatever the diagnosis finds.</summary>
    public bool HoldsNow { get; init; }

    /// <summary>True when a person is asked before every use, whatever the mode.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>True when it is to be tried on a copy first.</summary>
    public bool Rehearse { get; init; }

    /// <summary>It rests until then: its cooldown (UTC). Null: it does not.</summary>
    public DateTimeOffset? RestUntil { get; init; }

    /// <summary>What must hold afterwards, besides what every workload must show.</summary>
    public IReadOnlyList<SuccessCriterion> Criteria { get; init; } = [];
}

/// <summary>One thing to do, or why it cannot be done here.</summary>
/// <param name="Name">What tells it from the others of its origin, for ever: "1", or the name that its author gave it.</param>
/// <param name="Steps">What it does; empty when it is refused.</param>
/// <param name="Refused">Why it cannot be done; null when it can.</param>
public sealed record Rung(string Name, IReadOnlyList<Remedy> Steps, string? Refused = null);

/// <summary>Who may prescribe, in the order of precedence.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PrescriptionSource>))]
public enum PrescriptionSource
{
    /// <summary>A change that has passed on a copy, and is to be promoted.</summary>
    ParallelEnvironment,
    Runbook,
    RollbackPolicy,
    HealingPolicy,

    /// <summary>The workload's own annotations, and what its load will be.</summary>
    Forecast,
}

[JsonConverter(typeof(JsonStringEnumConverter<PrescriptionStrategy>))]
public enum PrescriptionStrategy
{
    /// <summary>One after the other, each verified, and the next only where the one before did not help.</summary>
    Ladder,

    /// <summary>All of them in one plan.</summary>
    All,
}
