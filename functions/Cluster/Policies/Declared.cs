using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.Cluster.Policies;

/// <summary>One resource in which people declare something, read.</summary>
/// <param name="Ref">Which.</param>
/// <param name="Manifest">As the cluster has it.</param>
/// <param name="Spec">What it says; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; empty when it can.</param>
internal sealed record Declared<TSpec>(ObjectRef Ref, JsonObject Manifest, TSpec? Spec, string Problem)
    where TSpec : class
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>All of a kind in the namespaces that are looked after; none where the cluster does not know the kind.</summary>
    /// <exception cref="ClusterException">They cannot be read.</exception>
    public static async Task<IReadOnlyList<Declared<TSpec>>> ReadAsync(ICluster cluster, ResourceKind kind, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(cluster.Namespaces.DefaultIfEmpty("").Select(ns => ReadAsync(cluster, kind, new ListQuery(ns), cancellationToken)));
        return [.. lists.SelectMany(list => list)];
    }

    /// <summary>Those of a kind that a query finds; none where the cluster does not know the kind.</summary>
    /// <exception cref="ClusterException">They cannot be read.</exception>
    public static async Task<IReadOnlyList<Declared<TSpec>>> ReadAsync(ICluster cluster, ResourceKind kind, ListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.StreamAsync(kind, query, cancellationToken).Where(found => found.Text("metadata", "deletionTimestamp") is null).Select(found => Of(cluster, kind, found)).ToListAsync(cancellationToken);
        }
        catch (ClusterException missing) when (missing.IsNotFound)
        {
            return [];
        }
    }

    /// <summary>The same as it stands now; null when it is gone.</summary>
    /// <exception cref="ClusterException">It cannot be read.</exception>
    public async Task<Declared<TSpec>?> AnewAsync(ICluster cluster, ResourceKind kind, CancellationToken cancellationToken) =>
        await cluster.FindAsync(Ref, cancellationToken) is { } found && found.Text("metadata", "deletionTimestamp") is null ? Of(cluster, kind, found) : null;

    private static Declared<TSpec> Of(ICluster cluster, ResourceKind kind, JsonObject found)
    {
        var target = kind.Ref(found.Text("metadata", "namespace") ?? "", found.Name()) with { Cluster = cluster.Name };
        try
        {
            return new Declared<TSpec>(target, found, found["spec"].Deserialize<TSpec>(Web), found["spec"] is null ? "it has no spec" : "");
        }
        catch (JsonException unreadable)
        {
            return new Declared<TSpec>(target, found, null, $"{unreadable.Path}: {unreadable.Message}");
        }
    }
}
