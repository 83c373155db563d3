using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>What is in a namespace: the objects of one copy, and those of others.</summary>
internal sealed class Residents(ICluster cluster, EnvironmentOrder order)
{
    /// <summary>What runs: a namespace in which some of it is somebody else's is not used.</summary>
    public static readonly IReadOnlyList<ResourceKind> Running = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet, Kinds.ReplicaSet, Kinds.Job, Kinds.Pod];

    /// <summary>What somebody may have put somewhere by hand: a namespace in which some of it is somebody else's is not removed.</summary>
    public static readonly IReadOnlyList<ResourceKind> Kept =
        [.. Running, Kinds.Service, Kinds.ConfigMap, Kinds.Secret, Kinds.PersistentVolumeClaim, Kinds.Ingress, Kinds.HorizontalPodAutoscaler];

    /// <summary>What a copy is made of, and what its actions may have made, in the order in which it is removed.</summary>
    public static readonly IReadOnlyList<ResourceKind> Copied =
    [
        Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet, Kinds.Job, Kinds.Service, Kinds.HorizontalPodAutoscaler, Kinds.ConfigMap, Kinds.Secret, Kinds.ServiceAccount,
        Kinds.ResourceQuota, Kinds.NetworkPolicy,
    ];

    private const string RemediationKey = "autocura.io/last-remediation";

    /// <summary>Put into every namespace by the cluster, a mesh or a platform.</summary>
    private static readonly string[] OfThePlatform = ["kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt"];

    /// <summary>The first object of a kind that is nobody's but somebody else's; null when there is none.</summary>
    public async Task<string?> FirstStrangerAsync(string ns, IReadOnlyList<ResourceKind> kinds, CancellationToken cancellationToken)
    {
        foreach (var kind in kinds)
        {
            await foreach (var one in ListedAsync(kind, ns, cancellationToken))
            {
                if (!IsOurs(one) && !OfThePlatform.Contains(one.Name()) && one.Controller() is null && !one.Map("metadata", "annotations").ContainsKey("kubernetes.io/service-account.name"))
                {
                    return $"{kind.Kind} {ns}/{one.Name()}";
                }
            }
        }

        return null;
    }

    /// <summary>The copy's objects of a kind.</summary>
    public IAsyncEnumerable<JsonObject> OursAsync(ResourceKind kind, string ns, CancellationToken cancellationToken) => ListedAsync(kind, ns, cancellationToken).Where(IsOurs);

    /// <summary>By its label, or, where an action has made it, by the action's key.</summary>
    public bool IsOurs(JsonObject one) => one.Text("metadata", "labels", EnvironmentNames.Label) == order.Uid
        || (one.Text("metadata", "annotations", RemediationKey) ?? "").StartsWith($"{order.InstanceId}/", StringComparison.Ordinal);

    /// <summary>Secrets may be looked at only where somebody has allowed it, and who may not has made none.</summary>
    private IAsyncEnumerable<JsonObject> ListedAsync(ResourceKind kind, string ns, CancellationToken cancellationToken)
    {
        var all = cluster.StreamMetadataAsync(kind, new ListQuery(ns), cancellationToken);
        return kind == Kinds.Secret ? AllowedAsync(all) : all;
    }

    private static async IAsyncEnumerable<JsonObject> AllowedAsync(IAsyncEnumerable<JsonObject> all)
    {
        await using var each = all.GetAsyncEnumerator();
        while (await NextAsync(each))
        {
            yield return each.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonObject> each)
    {
        try
        {
            return await each.MoveNextAsync();
        }
        catch (ClusterException refused) when (refused.Status is System.Net.HttpStatusCode.Forbidden)
        {
            return false;
        }
    }
}
