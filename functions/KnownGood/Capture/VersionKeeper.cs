using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Capture;

/// <summary>
/// Compares what there is with what is known, and writes down what is new. An object that is as it was costs nothing; one that was written a moment ago waits,
/// as nobody can know yet whether its namespace stays healthy with it.
/// </summary>
internal sealed class VersionKeeper(ICluster cluster, KnownVersions known, CaptureTerms terms)
{
    private readonly HashSet<string> seen = [];
    private readonly Dictionary<string, int> kept = [];
    private int newObjects;

    public CaptureCounts Counts { get; } = new();

    /// <summary>Keeps an object whose namespace has been healthy since a time.</summary>
    public async Task KeepAsync(JsonObject source, bool isAutoscaled, DateTimeOffset healthySince, CancellationToken cancellationToken)
    {
        if (Begin(source, out var versions))
        {
            await KeepAsync(SeenObject.Of(source, isAutoscaled), versions, healthySince, cancellationToken);
        }
    }

    /// <summary>Keeps an object of which only the metadata was listed: it is read when it was written since, and only then.</summary>
    public async Task KeepByMetadataAsync(JsonObject metadata, DateTimeOffset healthySince, CancellationToken cancellationToken)
    {
        if (!Begin(metadata, out var versions))
        {
            return;
        }

        var isUnwritten = versions is [.., { IsCurrent: true, GoneSince: null } current] && current.ResourceVersion == metadata.Text("metadata", "resourceVersion");
        if (isUnwritten || IsTooYoung(metadata))
        {
            return;
        }

        if (!terms.MayWrite(Counts))
        {
            Counts.Waiting++; // to read it now would tell nothing that can be written down
            return;
        }

        if (await cluster.FindAsync(SeenObject.RefOf(metadata), cancellationToken) is { } source && !SeenObject.IsNoise(source))
        {
            await KeepAsync(SeenObject.Of(source, isAutoscaled: false), versions, healthySince, cancellationToken);
        }
    }

    /// <summary>Deals with known objects that were not seen although all of their kind were looked at: they are remembered for a while.</summary>
    public async Task ForgetGoneAsync(Func<ObjectRef, bool> wasLookedFor, CancellationToken cancellationToken)
    {
        foreach (var versions in known.All.Where(versions => wasLookedFor(versions[0].Target) && !seen.Contains(RecordIdentity.Of(versions[0].Target))).ToList())
        {
            var newest = versions[^1];
            if (newest.GoneSince is null)
            {
                await WriteFateAsync(newest with { GoneSince = terms.Now }, cancellationToken);
            }
            else if (terms.Now - newest.GoneSince >= terms.Options.KeepDeleted)
            {
                await DeleteAsync(versions, cancellationToken);
            }
        }
    }

    private bool Begin(JsonObject source, out IReadOnlyList<KnownVersion> versions)
    {
        versions = [];
        if (SeenObject.IsNoise(source) || source.Time("metadata", "deletionTimestamp") is not null)
        {
            return false;
        }

        var target = SeenObject.RefOf(source);
        seen.Add(RecordIdentity.Of(target));
        versions = known.Of(target);
        Counts.Objects++;
        return HasRoom(target, versions.Count > 0);
    }

    /// <summary>What is known stays known; what is new must find room.</summary>
    private bool HasRoom(ObjectRef target, bool isKnown)
    {
        var inNamespace = kept[target.Namespace] = kept.GetValueOrDefault(target.Namespace) + 1;
        if (isKnown || (inNamespace <= terms.Options.MaxObjectsPerNamespace && known.Objects + newObjects < terms.Options.MaxObjects))
        {
            return true;
        }

        Counts.WithoutRoom++;
        return false;
    }

    private async Task KeepAsync(SeenObject now, IReadOnlyList<KnownVersion> versions, DateTimeOffset healthySince, CancellationToken cancellationToken)
    {
        var current = versions.LastOrDefault(version => version.IsCurrent);
        if (current is { GoneSince: null } && current.Hash == now.Hash)
        {
            return;
        }

        if (IsTooYoung(now.Source) || !terms.MayWrite(Counts))
        {
            Counts.Waiting++;
            return;
        }

        var version = now.Version(Since(now, current, healthySince), terms.OwnNamespace);
        await WriteAsync(version, now.State(terms.Now, terms.Options.MaxObjectBytes), versions.Any(one => one.Record == version.Record), cancellationToken);
        newObjects += versions.Count == 0 ? 1 : 0;
        if (current is not null && current.Record != version.Record)
        {
            await WriteFateAsync(current with { HealthyUntil = version.HealthyFrom }, cancellationToken);
        }

        await DeleteAsync(KnownVersions.Surplus([.. versions.Where(one => one.Record != version.Record), version], terms.Now, terms.Options.ProvenAfter), cancellationToken);
    }

    /// <summary>
    /// Since when the object has been as it is and its namespace healthy. Who takes a field away may leave no trace in the managed fields: then it is only
    /// known that it is so now.
    /// </summary>
    private DateTimeOffset Since(SeenObject now, KnownVersion? current, DateTimeOffset healthySince)
    {
        var written = Provenance.Of(now.Source).At ?? DateTimeOffset.MinValue;
        return current is not null && written <= current.HealthyFrom ? terms.Now : written > healthySince ? written : healthySince;
    }

    private bool IsTooYoung(JsonObject source) => Provenance.Of(source).At > terms.Now - terms.Options.SettleTime;

    private async Task WriteAsync(KnownVersion version, KnownState state, bool exists, CancellationToken cancellationToken)
    {
        var manifest = VersionManifest.Of(version, state);
        Counts.Written++;
        try
        {
            if (exists)
            {
                await cluster.PatchAsync(version.Record, new ObjectPatch(PatchKind.Merge, VersionManifest.Again(version, state)), cancellationToken);
                return;
            }

            await cluster.CreateAsync(Kinds.KnownGood, manifest, cancellationToken);
        }
        catch (ClusterException there) when (there.Reason == "AlreadyExists")
        {
            // another host saw the same at the same time, and wrote it
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            Counts.Refuse($"{version.Target}: {refused.Message}");
        }
    }

    private async Task WriteFateAsync(KnownVersion version, CancellationToken cancellationToken)
    {
        Counts.Written++;
        try
        {
            await cluster.PatchAsync(version.Record, new ObjectPatch(PatchKind.Merge, VersionManifest.Fate(version)), cancellationToken);
        }
        catch (ClusterException gone) when (gone.IsNotFound)
        {
            // another host, or a person, deleted the record: there is nothing to write its fate into
        }
    }

    private async Task DeleteAsync(IReadOnlyList<KnownVersion> versions, CancellationToken cancellationToken)
    {
        foreach (var version in versions)
        {
            if (await cluster.FindMetadataAsync(version.Record, cancellationToken) is { } record && await cluster.DeleteAsync(version.Record, record.Uid(), cancellationToken))
            {
                Counts.Deleted++;
            }
        }
    }
}
