using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>
/// How an incident stands towards others: what it may share with them, whom it waits for, and who waits for it. It is part of the custom status, where
/// other incidents read it.
/// </summary>
public sealed record Kinship
{
    public KinRole Role { get; init; }

    /// <summary>When the role was taken (UTC).</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Null before the diagnosis.</summary>
    public Ties? Ties { get; init; }

    /// <summary>The root it waits for, or last waited for; null when it never did.</summary>
    public IncidentLink? Parent { get; init; }

    /// <summary>Incidents that wait for this one, at most 12. See <see cref="ChildrenInAll"/>.</summary>
    public IReadOnlyList<IncidentLink> Children { get; init; } = [];

    public int ChildrenInAll { get; init; }

    /// <summary>Episodes (record names) of roots that ended without helping this incident: it never waits for them again.</summary>
    public IReadOnlyList<string> Apart { get; init; } = [];
}

/// <summary>What an incident is among those it is related to. The names stand in custom statuses and records.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KinRole>))]
public enum KinRole
{
    /// <summary>It has no diagnosis yet.</summary>
    Undecided,

    /// <summary>It is diagnosed and waits for nobody; it has not changed anything yet, and gives way to a better root.</summary>
    Candidate,

    /// <summary>It is about to act, and looks whether anybody speaks against it.</summary>
    Claiming,

    /// <summary>It acts, for those too that wait for it, until it ends.</summary>
    Acting,

    /// <summary>It waits for its root.</summary>
    Child,
}

/// <summary>Another incident, and why it is related.</summary>
public sealed record IncidentLink(string InstanceId, string RecordName, WorkloadRef Workload)
{
    /// <summary>The relation in a line; empty when it is not this side's to tell.</summary>
    public string Why { get; init; } = "";
}
