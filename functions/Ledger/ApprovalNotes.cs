using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>
/// Reads decisions that people wrote on plans that wait for one: <c>kubectl annotate remediationplan NAME autocura.io/approve="who: why"</c>, or <c>autocura.io/reject</c>. Who
/// may write there, the cluster's own rights say; and as anybody who may can write any name, all of it is one voice.
/// </summary>
public sealed class ApprovalNotes(IClusters clusters)
{
    public const string Approve = "autocura.io/approve";
    public const string Reject = "autocura.io/reject";

    /// <summary>Every cluster and what is written there: a cluster that cannot be read keeps nobody from the others.</summary>
    public IEnumerable<(string Cluster, Task<NotedApprovals> Read)> EachCluster(CancellationToken cancellationToken) =>
        clusters.All.Select(cluster => (cluster.Name, ReadAsync(cluster, cancellationToken)));

    private static async Task<NotedApprovals> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var waiting = new ListQuery(LabelSelector: $"{RecordNames.WaitingLabel}={RecordNames.WaitingForApproval}");
        try
        {
            var plans = await cluster.StreamMetadataAsync(Kinds.RemediationPlan, waiting, cancellationToken).ToListAsync(cancellationToken);
            return new NotedApprovals([.. plans.Select(Read).OfType<NotedApproval>()], "");
        }
        catch (ClusterException refused)
        {
            return new NotedApprovals([], refused.Message);
        }
    }

    // A rejection counts before an approval.
    private static NotedApproval? Read(JsonObject plan)
    {
        var notes = plan["metadata"]?["annotations"] as JsonObject;
        var (approved, word) = notes?[Reject] is { } no ? (false, $"{no}") : (true, $"{notes?[Approve]}");
        var instance = $"{notes?[RecordNames.InstanceAnnotation]}";
        var id = $"{notes?[RecordNames.PlanAnnotation]}";
        if (word.Trim().Length == 0 || instance.Length == 0)
        {
            return null;
        }

        var parts = word.Split(':', 2, StringSplitOptions.TrimEntries);
        return new NotedApproval(instance, new Approval(id, approved, parts[0], parts.Length > 1 ? parts[1] : null) { Via = "kubectl" });
    }
}

/// <summary>A decision that was written on a plan, and the incident's instance that waits for it.</summary>
public sealed record NotedApproval(string InstanceId, Approval Approval);

/// <summary>What is written in one cluster, and why it cannot be read; empty when it can.</summary>
public sealed record NotedApprovals(IReadOnlyList<NotedApproval> Decisions, string Problem);
