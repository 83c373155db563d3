using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.Reports;

/// <summary>An incident that has ended, as its Issue tells it.</summary>
public sealed record PastIncident
{
    /// <summary>The name of the Issue: of several episodes of one workload each has its own.</summary>
    public required string RecordName { get; init; }

    /// <summary>The durable instance, which may be about a later episode by now, or be gone.</summary>
    public string InstanceId { get; init; } = "";

    public required WorkloadRef Workload { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    public string Severity { get; init; } = "";

    public int Risk { get; init; }

    /// <summary>How it ended: the name of an <see cref="OutcomeKind"/>.</summary>
    public required string Outcome { get; init; }

    public string Headline { get; init; } = "";

    /// <summary>The cause that its remedy confirmed; null when none did.</summary>
    public string? Cause { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Null for one that has not ended.</summary>
    internal static PastIncident? Of(string cluster, JsonObject issue)
    {
        var file = new IncidentFile { Issue = issue };
        return issue.Text("status", "outcome") is not { } outcome ? null : new PastIncident
        {
            RecordName = issue.Name(),
            InstanceId = issue.Text("status", "instanceId") ?? "",
            Workload = new WorkloadRef(cluster, issue.Text("spec", "resource", "kind") ?? "", issue.Text("metadata", "namespace") ?? "", issue.Text("spec", "resource", "name") ?? ""),
            Severity = issue.Text("spec", "severity") ?? "",
            Risk = issue.Int("spec", "riskScore") ?? 0,
            Outcome = outcome,
            Headline = issue.Text("status", "headline") ?? issue.Text("spec", "description") ?? "",
            Cause = IncidentFile.CauseOf(issue),
            Attempts = issue.Int("status", "remediationAttempts") ?? 0,
            OpenedAt = file.OpenedAt,
            EndedAt = file.ClosedAt ?? issue.CreatedAt(),
        };
    }
}
