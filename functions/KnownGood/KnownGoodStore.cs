using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood;

/// <summary>The known good states of a cluster, as KnownGood resources in it.</summary>
public sealed class KnownGoodStore(KnownGoodOptions options, AutocuraOptions system)
{
    /// <summary>The state of an object to go back to from trouble that began at a time; null when none is kept. A Secret, and an object that was too large, has no content.</summary>
    /// <exception cref="ClusterException">It cannot be read.</exception>
    public async Task<KnownObject?> FindAsync(ICluster cluster, ObjectRef target, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var of = $"{RecordIdentity.ObjectLabel}={RecordIdentity.Of(target)}";
        var versions = await ListAsync(cluster, new ListQuery(RecordIdentity.Record(target, new string('0', 8), system.Namespace).Namespace, of), cancellationToken);
        return KnownVersions.Before(versions.Of(target), before, options.ProvenAfter) is { } version && await ReadAsync(cluster, version, cancellationToken) is { } state
            ? KnownObjectOf(target, version, state)
            : null;
    }

    /// <summary>The state of an object that has that hash; null when it is not kept.</summary>
    /// <exception cref="ClusterException">It cannot be read.</exception>
    public async Task<KnownObject?> FindAsync(ICluster cluster, ObjectRef target, string hash, CancellationToken cancellationToken)
    {
        var record = hash.Length < RecordIdentity.HashDigits ? null : await cluster.FindAsync(RecordIdentity.Record(target, hash, system.Namespace), cancellationToken);
        return record is not null && VersionManifest.Read(record) is { } version && version.Hash == hash && record.Text("spec", "hash") == hash
            ? KnownObjectOf(target, version, VersionManifest.State(record))
            : null;
    }

    /// <summary>All versions in a namespace; of all namespaces when it is empty.</summary>
    internal static async Task<KnownVersions> ListAsync(ICluster cluster, ListQuery query, CancellationToken cancellationToken) => new(await cluster
        .StreamMetadataAsync(Kinds.KnownGood, query with { LabelSelector = query.LabelSelector.Length > 0 ? query.LabelSelector : RecordIdentity.ObjectLabel }, cancellationToken)
        .Select(VersionManifest.Read)
        .OfType<KnownVersion>()
        .ToListAsync(cancellationToken));

    /// <summary>Versions of what lies in no namespace.</summary>
    internal Task<KnownVersions> ListClusterWideAsync(ICluster cluster, CancellationToken cancellationToken) => ListAsync(cluster, new ListQuery(system.Namespace), cancellationToken);

    /// <summary>What a version holds; null when it is gone by now, or its object is not what its hash says: then somebody else wrote it.</summary>
    internal static async Task<KnownState?> ReadAsync(ICluster cluster, KnownVersion version, CancellationToken cancellationToken) =>
        await cluster.FindAsync(version.Record, cancellationToken) is { } record && record["spec"]?["hash"]?.ToString() == version.Hash ? VersionManifest.State(record) : null;

    private static KnownObject KnownObjectOf(ObjectRef target, KnownVersion version, KnownState state) => new(target, version.Hash, state.Object, version.HealthyFrom, state.Omitted);

    internal static async Task<NamespaceRecord> HealthAsync(ICluster cluster, string ns, CancellationToken cancellationToken) =>
        NamespaceRecord.Read(await cluster.FindAsync(RecordIdentity.HealthOf(ns), cancellationToken));
}

/// <summary>An object as it was while all was well: to apply it is to restore what was declared.</summary>
/// <param name="Target">The object.</param>
/// <param name="Hash">SHA-256 of its normal form.</param>
/// <param name="Content">The object without status and what the server manages; null where only hashes are kept.</param>
/// <param name="HealthyFrom">Since when it was so and its namespace healthy.</param>
/// <param name="Omitted">Why it has no content; empty when it has.</param>
public sealed record KnownObject(ObjectRef Target, string Hash, JsonObject? Content, DateTimeOffset HealthyFrom, string Omitted);
