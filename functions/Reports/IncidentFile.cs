using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Reports;

/// <summary>All that the cluster keeps of one episode, as it stands there.</summary>
public sealed record IncidentFile
{
    public required JsonObject Issue { get; init; }

    /// <summary>The diagnosis; null when there was none.</summary>
    public JsonObject? Insight { get; init; }

    /// <summary>What was planned, the first attempt first.</summary>
    public IReadOnlyList<JsonObject> Plans { get; init; } = [];

    /// <summary>Earlier Issues of the same workload, the newest first.</summary>
    public IReadOnlyList<JsonObject> Earlier { get; init; } = [];

    public string Workload => WorkloadOf(Issue);

    public DateTimeOffset OpenedAt => Issue.Time("status", "detectedAt") ?? Issue.CreatedAt();

    /// <summary>When its last word was said; null while it is open.</summary>
    public DateTimeOffset? ClosedAt => Issue.Text("status", "outcome") is null ? null : Issue.Time("status", "resolvedAt") ?? Timeline.LastOrDefault()?.Time("at");

    public IEnumerable<JsonObject> Timeline => Issue.Items("status", "timeline");

    /// <summary>The causes with their probabilities, the most probable first.</summary>
    public IEnumerable<JsonObject> Hypotheses => Insight.Items("status", "hypotheses");

    /// <summary>The cause that a remedy confirmed, or else the most probable one; null where there was no diagnosis.</summary>
    public string? Cause => CauseOf(Issue) ?? Hypotheses.FirstOrDefault()?.Text("cause");

    /// <summary>"Deployment shop/cart".</summary>
    public static string WorkloadOf(JsonObject issue) => $"{issue.Text("spec", "resource", "kind")} {issue.Text("spec", "resource", "namespace")}/{issue.Text("spec", "resource", "name")}";

    /// <summary>The cause that the remedy of an Issue confirmed.</summary>
    public static string? CauseOf(JsonObject issue) => issue.Text("metadata", "labels", Ledger.RecordNames.ConfirmedCauseLabel);
}
