using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Support.Chaos;

/// <summary>What can be seen of a run from outside of the system, when it is over: what the invariants are judged by.</summary>
internal sealed record ChaosRecord
{
    /// <summary>The system's own namespace.</summary>
    public const string Own = "autocura-cognitiva";

    public required ChaosPlan Plan { get; init; }

    /// <summary>Every writing request to the API server.</summary>
    public required IReadOnlyList<AuditEntry> Audit { get; init; }

    /// <summary>What changed, in order.</summary>
    public required IReadOnlyList<Sighting> Seen { get; init; }

    public required IReadOnlyList<ChaosIncident> Incidents { get; init; }

    /// <summary>Plans that somebody was asked about and agreed to.</summary>
    public required IReadOnlyCollection<string> Approved { get; init; }

    /// <summary>Plans that somebody was asked about and forbade.</summary>
    public IReadOnlyCollection<string> Refused { get; init; } = [];

    /// <summary>The locks at the end.</summary>
    public required IReadOnlyList<JsonObject> Leases { get; init; }

    /// <summary>The ledger of actions at the end, as JSON; null when nothing was ever entered.</summary>
    public string? Ledger { get; init; }

    /// <summary>The attempts as they stand in the cluster.</summary>
    public required IReadOnlyList<JsonObject> Plans { get; init; }

    /// <summary>When the kill switch was pressed.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>What was still under way when patience was over; empty when everything came to its end.</summary>
    public required IReadOnlyList<string> Unfinished { get; init; }

    /// <summary>How often a host died.</summary>
    public int Deaths { get; init; }
}

/// <summary>One episode as its host tells of it.</summary>
internal sealed record ChaosIncident(string Host, IncidentStatus Status, Outcome? Outcome);
