using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Environments;

namespace Autocura.Ledger.Environments;

/// <summary>
/// Looks at every ParallelEnvironment: what it asks for now, how far it is, and what people wrote on it. Whoever may write there decides, as with plans
/// (<see cref="ApprovalNotes"/>).
/// </summary>
public sealed class EnvironmentNotes(IClusters clusters)
{
    /// <summary>Every cluster and what is there: a cluster that cannot be read keeps nobody from the others.</summary>
    public IEnumerable<(string Cluster, Task<NotedEnvironments> Read)> EachCluster(CancellationToken cancellationToken) =>
        clusters.All.Select(cluster => (cluster.Name, ReadAsync(cluster, cancellationToken)));

    private static async Task<NotedEnvironments> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> scopes = cluster.Namespaces is { Count: > 0 } named ? named : [""];
        try
        {
            var found = scopes.ToAsyncEnumerable().SelectMany(scope => cluster.StreamAsync(Kinds.ParallelEnvironment, new ListQuery(scope), cancellationToken));
            return new NotedEnvironments(await found.Select(one => LookAt(one, cluster.Name)).ToListAsync(cancellationToken), "");
        }
        catch (ClusterException refused) when (refused.IsNotFound)
        {
            return new NotedEnvironments([], ""); // the kind is not installed: there are none
        }
        catch (ClusterException refused)
        {
            return new NotedEnvironments([], refused.Message);
        }
    }

    internal static EnvironmentLook LookAt(JsonObject found, string cluster)
    {
        var metadata = found["metadata"]!;
        var status = found["status"];
        var order = new EnvironmentOrder(cluster, $"{metadata["namespace"]}", $"{metadata["name"]}", $"{metadata["uid"]}", metadata["generation"]?.GetValue<long>() ?? 1);
        return new EnvironmentLook(order, NewsOf(found))
        {
            Phase = Enum.TryParse<EnvironmentPhase>($"{status?["phase"]}", out var phase) ? phase : EnvironmentPhase.Pending,
            Observed = status?["observedGeneration"]?.GetValue<long>() ?? 0,
            HasFinalizer = (metadata["finalizers"] as JsonArray ?? []).Any(one => $"{one}" == EnvironmentNames.Finalizer),
        };
    }

    /// <summary>What people have done to an object.</summary>
    public static EnvironmentNews NewsOf(JsonObject found)
    {
        var metadata = found["metadata"]!;
        var notes = metadata["annotations"];
        return new EnvironmentNews(metadata["generation"]?.GetValue<long>() ?? 1, metadata["deletionTimestamp"] is not null, $"{notes?[ApprovalNotes.Approve]}".Trim(), $"{notes?[ApprovalNotes.Reject]}".Trim());
    }
}

/// <summary>The environments of one cluster, and why they cannot be read; empty when they can.</summary>
public sealed record NotedEnvironments(IReadOnlyList<EnvironmentLook> Environments, string Problem);
