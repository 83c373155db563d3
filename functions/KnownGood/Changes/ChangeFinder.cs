using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.KnownGood.Capture;
using Autocura.KnownGood.Comparison;
using Autocura.KnownGood.Health;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Changes;

/// <summary>Finds what is not as it was: object by object against the last known good, or by when it was written where none is kept.</summary>
internal sealed class ChangeFinder(ICluster cluster, NamespaceObjects objects, KnownGoodOfNamespace known, ChangeTerms terms)
{
    private const int MostFields = 10;

    /// <summary>Records and objects that are read one by one: after a change of everything, the rest is not looked into.</summary>
    private const int MostRead = 60;

    private readonly Scaled autoscaled = Autoscalers(objects);
    private int read;

    /// <summary>Changes of objects that exist.</summary>
    public async Task<IReadOnlyList<FoundChange>> ChangedAsync(CancellationToken cancellationToken)
    {
        var found = new List<FoundChange>();
        foreach (var one in objects.All.Where(one => !SeenObject.IsNoise(one)))
        {
            if (await ChangeOfAsync(one, cancellationToken) is { } change)
            {
                found.Add(change);
            }
        }

        return found;
    }

    /// <summary>Objects that are no more.</summary>
    public async Task<IReadOnlyList<FoundChange>> DeletedAsync(CancellationToken cancellationToken)
    {
        var there = objects.All.Select(one => RecordIdentity.Of(SeenObject.RefOf(one))).ToHashSet();
        var found = new List<FoundChange>();
        foreach (var versions in known.All.Where(versions => objects.Read.Contains(versions[0].Target.Kind) && !there.Contains(RecordIdentity.Of(versions[0].Target))))
        {
            var isOfNow = versions[^1].GoneSince is not { } gone || gone > terms.Onset - terms.Options.ProvenAfter;
            if (isOfNow && KnownVersions.Before(versions, terms.Onset, terms.Options.ProvenAfter) is { } before && await ReadAsync(before, cancellationToken) is { } state)
            {
                found.Add(new FoundChange(before.Target, state.Object ?? Nameless(before.Target), ChangeKind.Deleted) { At = versions[^1].GoneSince, KnownGoodHash = before.Hash });
            }
        }

        return found;
    }

    private static Scaled Autoscalers(NamespaceObjects objects)
    {
        var scaled = new Scaled();
        foreach (var scaler in objects.Of(Kinds.HorizontalPodAutoscaler).Concat(objects.Of(Kinds.ScaledObject)))
        {
            scaled.Add(scaler);
        }

        return scaled;
    }

    private async Task<FoundChange?> ChangeOfAsync(JsonObject one, CancellationToken cancellationToken)
    {
        var target = SeenObject.RefOf(one);
        if (target.Kind == Kinds.Node.Kind)
        {
            return Cordon(one, target);
        }

        return KnownVersions.Before(known.Of(target), terms.Onset, terms.Options.ProvenAfter) is { } before
            ? await AgainstAsync(before, one, cancellationToken) ?? NewSinceKept(one, target)
            : ByTime(one, target);
    }

    private async Task<FoundChange?> AgainstAsync(KnownVersion before, JsonObject one, CancellationToken cancellationToken)
    {
        if (await SeenAsync(one, before, cancellationToken) is not { } now)
        {
            return null;
        }

        var isAnother = before.Uid != one.Uid() && one.CreatedAt() > terms.Onset - terms.Options.ProvenAfter;
        if (now.Hash == before.Hash && !isAnother)
        {
            return null;
        }

        var fields = now.Hash == before.Hash || await ReadAsync(before, cancellationToken) is not { } state ? [] : Differences(before, state, now);
        if (isAnother)
        {
            fields = [new FieldChange("metadata.uid", before.Uid, one.Uid()), .. fields];
        }

        var written = Provenance.Of(one, fields.Select(field => field.Path)).After(before.HealthyFrom);
        return (now.Hash != before.Hash && fields.Count == 0) || written.IsByTheSystem
            ? null
            : new FoundChange(now.Target, one, ChangeKind.Changed) { At = written.At, By = written.By, Fields = [.. fields.Take(MostFields)], KnownGoodHash = before.Hash };
    }

    /// <summary>The object with its hash; of one that was listed by its metadata only when it was written since.</summary>
    private async Task<SeenObject?> SeenAsync(JsonObject one, KnownVersion before, CancellationToken cancellationToken)
    {
        var target = SeenObject.RefOf(one);
        if (!KeptKinds.ByMetadata.Any(kind => kind.Kind == target.Kind))
        {
            return SeenObject.Of(one, autoscaled.Contains(one));
        }

        if (before.ResourceVersion == one.Text("metadata", "resourceVersion") || !MayRead())
        {
            return null;
        }

        try
        {
            return await cluster.FindAsync(target, cancellationToken) is { } whole ? SeenObject.Of(whole, isAutoscaled: false) : null;
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            return null; // it may be listed and not read: then nothing can be said of it
        }
    }

    private IReadOnlyList<FieldChange> Differences(KnownVersion before, KnownState state, SeenObject now) => state switch
    {
        { KeyHashes: { } hashes } => SemanticDiff.Between(NormalForm.OfSecret(hashes), now.Normal),
        { Object: { } content } => SemanticDiff.Between(NormalForm.Of(content, autoscaled.Contains(now.Source)), now.Normal),
        _ => [new FieldChange("spec", $"sha256:{before.Hash[..12]}", $"sha256:{now.Hash[..12]}")],
    };

    /// <summary>It is as it was found, but it was found young: created while good states were kept already, and not long before the trouble.</summary>
    private FoundChange? NewSinceKept(JsonObject one, ObjectRef target) =>
        known.KeptSince(target) < one.CreatedAt() && one.CreatedAt() > terms.Onset - terms.Options.TriggerWindow ? ByTime(one, target) : null;

    private FoundChange? ByTime(JsonObject one, ObjectRef target)
    {
        if (Provenance.ByPeople(one) is not { } write || write.At < terms.Onset - terms.Options.TriggerWindow || write.At < terms.InstalledBy)
        {
            return null;
        }

        var isNew = one.CreatedAt() >= terms.Onset - terms.Options.TriggerWindow;
        return new FoundChange(target, one, isNew ? ChangeKind.Created : ChangeKind.Changed) { At = isNew ? one.CreatedAt() : write.At, By = write.By };
    }

    /// <summary>Of a node only one thing is asked: whether somebody keeps pods from it.</summary>
    private FoundChange? Cordon(JsonObject node, ObjectRef target)
    {
        var written = Provenance.Of(node, ["spec.unschedulable"]);
        return written.At < terms.Onset - terms.Options.TriggerWindow
            ? null
            : new FoundChange(target, node, ChangeKind.Changed) { At = written.At, By = written.By, Fields = [new FieldChange("spec.unschedulable", null, "true")] };
    }

    private async Task<KnownState?> ReadAsync(KnownVersion version, CancellationToken cancellationToken) =>
        MayRead() ? await KnownGoodStore.ReadAsync(cluster, version, cancellationToken) : null;

    private bool MayRead() => read++ < MostRead;

    private static JsonObject Nameless(ObjectRef target) => new()
    {
        ["apiVersion"] = target.ApiVersion,
        ["kind"] = target.Kind,
        ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace },
    };
}
