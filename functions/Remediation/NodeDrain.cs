using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>The pods of a node that have to go when it is drained, and one round of asking them to.</summary>
internal sealed class NodeDrain(ICluster cluster, string node)
{
    private const int MostNamed = 3;

    /// <summary>Pods that must go: not those of DaemonSets and of the node itself, which belong to it, nor those that have ended.</summary>
    public async Task<IReadOnlyList<JsonObject>> PodsAsync(CancellationToken cancellationToken) => await cluster
        .StreamAsync(Kinds.Pod, new ListQuery(FieldSelector: $"spec.nodeName={node}"), cancellationToken)
        .Where(pod => JsonFields.Controller(pod).Text("kind") is not ("DaemonSet" or "Node") && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
        .ToListAsync(cancellationToken);

    /// <summary>Asks each pod to go as far as its disruption budgets allow. The answer says what is still there, and why; null when nothing is.</summary>
    public async Task<string?> RoundAsync(bool deletesBroken, CancellationToken cancellationToken)
    {
        var (leaving, blocked) = (0, new List<string>());
        foreach (var pod in await PodsAsync(cancellationToken))
        {
            if (pod.At("metadata", "deletionTimestamp") is not null || await GoesAsync(pod, deletesBroken, blocked, cancellationToken))
            {
                leaving++;
            }
        }

        if (leaving + blocked.Count == 0)
        {
            return null;
        }

        var why = blocked.Count == 0 ? "" : $"; {blocked.Count} may not go now: {string.Join("; ", blocked.Take(MostNamed))}{(blocked.Count > MostNamed ? "; ..." : "")}";
        return $"{leaving + blocked.Count} pods are still on {node}, {leaving} of them on their way{why}";
    }

    private async Task<bool> GoesAsync(JsonObject pod, bool deletesBroken, List<string> blocked, CancellationToken cancellationToken)
    {
        var target = RefOf(pod);
        try
        {
            await cluster.EvictAsync(target, new Deletion(pod.Uid()), cancellationToken);
            return true;
        }
        catch (ClusterException budget) when (PodRemoval.IsNotNow(budget) && deletesBroken && !pod.IsReady())
        {
            // It is not among the pods that the budget counts on: its going disrupts nobody.
            await cluster.DeleteAsync(target, new Deletion(pod.Uid()), cancellationToken);
            return true;
        }
        catch (ClusterException budget) when (PodRemoval.IsNotNow(budget))
        {
            blocked.Add($"{target}: {budget.Message}");
            return false;
        }
    }

    public static ObjectRef RefOf(JsonObject pod) => Kinds.Pod.Ref(pod.Text("metadata", "namespace") ?? "", pod.Name());
}
