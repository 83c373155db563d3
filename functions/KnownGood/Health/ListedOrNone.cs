using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Cluster;

namespace Autocura.KnownGood.Health;

/// <summary>Objects of a kind that the cluster may not serve: then there are none.</summary>
internal static class ListedOrNone
{
    public static IAsyncEnumerable<JsonObject> StreamAsync(ICluster cluster, ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        GuardedAsync(cluster.StreamAsync(kind, query, cancellationToken), cancellationToken);

    public static IAsyncEnumerable<JsonObject> StreamMetadataAsync(ICluster cluster, ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        GuardedAsync(cluster.StreamMetadataAsync(kind, query, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<JsonObject> GuardedAsync(IAsyncEnumerable<JsonObject> objects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var each = objects.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(each))
        {
            yield return each.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonObject> each)
    {
        try
        {
            return await each.MoveNextAsync();
        }
        catch (ClusterException missing) when (missing.IsNotFound)
        {
            return false;
        }
    }
}
