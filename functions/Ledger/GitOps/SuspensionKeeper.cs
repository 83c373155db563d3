using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Ledger.Brakes;
using Autocura.Planning.GitOps;

namespace Autocura.Ledger.GitOps;

/// <summary>
/// Lifts what plans have suspended and left so: a suspension outlives a healed incident, since the tool would take the remedy back at once. It ends when Git and cluster
/// agree, or when its time is over, and never while the plan acts.
/// </summary>
public sealed class SuspensionKeeper(IClusters clusters, ControlSwitch control, ObjectLocks locks, TimeProvider time)
{
    private static readonly ResourceKind[] Suspended = [Kinds.Application, Kinds.Kustomization, Kinds.HelmRelease];

    /// <summary>Looks at every cluster once. What it did, and what it could not do, a line each; a cluster that does not answer is looked at the next time.</summary>
    public async Task<IReadOnlyList<string>> LiftAsync(CancellationToken cancellationToken)
    {
        var told = await Task.WhenAll(clusters.All.Select(cluster => LiftAsync(cluster, cancellationToken)));
        return [.. told.SelectMany(lines => lines)];
    }

    private async Task<IReadOnlyList<string>> LiftAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        foreach (var kind in Suspended)
        {
            try
            {
                if (await cluster.ServesAsync(kind.Group, cancellationToken))
                {
                    await LiftAsync(cluster, kind, told, cancellationToken);
                }
            }
            catch (ClusterException refused)
            {
                told.Add($"Suspended objects of kind {kind.Kind} in cluster {cluster.Name} were not looked at: {refused.Message}");
            }
        }

        return told;
    }

    private async Task LiftAsync(ICluster cluster, ResourceKind kind, List<string> told, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> scopes = cluster.Namespaces is { Count: > 0 } named ? named : [""];
        var marked = scopes.ToAsyncEnumerable().SelectMany(scope => cluster.StreamAsync(kind, new ListQuery(scope), cancellationToken)).Where(SuspensionMark.IsOn);
        await foreach (var target in marked.WithCancellation(cancellationToken))
        {
            target["kind"] ??= kind.Kind; // the items of a list need not say it
            var where = kind.Ref($"{target["metadata"]!["namespace"]}", $"{target["metadata"]!["name"]}") with { Cluster = cluster.Name };
            if (SuspensionMark.Due(target, time.GetUtcNow()) is { } why && await MayAsync(where, cancellationToken))
            {
                told.Add(await LiftAsync(cluster, where, target, why, cancellationToken));
            }
        }
    }

    /// <summary>Nothing is changed while everything is stopped, nor while a plan holds the object.</summary>
    private async Task<bool> MayAsync(ObjectRef where, CancellationToken cancellationToken) =>
        !(await control.ReadAsync(where.Cluster, cancellationToken)).IsStopped
        && (await locks.HolderAsync(where.Cluster, ObjectLocks.NameOf(where), cancellationToken)).Length == 0;

    private async Task<string> LiftAsync(ICluster cluster, ObjectRef where, JsonObject target, string why, CancellationToken cancellationToken)
    {
        var by = SuspensionMark.Note(target, SuspensionMark.By);
        var lifted = (JsonObject)target.DeepClone();
        SuspensionMark.Lift(lifted);
        var operations = new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/uid", ["value"] = target["metadata"]!["uid"]!.DeepClone() },
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = target["metadata"]!["resourceVersion"]!.DeepClone() },
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/annotations", ["value"] = lifted["metadata"]!["annotations"]!.DeepClone() },
            new JsonObject { ["op"] = "replace", ["path"] = "/spec", ["value"] = lifted["spec"]!.DeepClone() });
        try
        {
            await cluster.PatchAsync(where, new ObjectPatch(PatchKind.Json, operations), cancellationToken);
            await cluster.CreateAsync(Kinds.Event, Event(where, target, $"{where} is no longer suspended for {by}: {why}."), cancellationToken);
            return $"{where} of cluster {where.Cluster} is no longer suspended for {by}: {why}.";
        }
        catch (ClusterException refused)
        {
            return $"{where} of cluster {where.Cluster}, suspended for {by}, could not be given back, or no Event say so ({why}): {refused.Message}";
        }
    }

    private JsonObject Event(ObjectRef where, JsonObject target, string message)
    {
        var at = $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var about = Manifest.Resource(where);
        about["uid"] = target["metadata"]!["uid"]!.DeepClone();
        return new JsonObject
        {
            ["apiVersion"] = Kinds.Event.ApiVersion,
            ["kind"] = Kinds.Event.Kind,
            ["metadata"] = new JsonObject { ["name"] = $"{where.Name}.{time.GetUtcNow().UtcTicks:x}", ["namespace"] = where.Namespace },
            ["involvedObject"] = about,
            ["type"] = "Normal",
            ["reason"] = "AutocuraSuspensionLifted",
            ["message"] = Manifest.Text(message, Manifest.Sentence),
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
            ["source"] = new JsonObject { ["component"] = "autocura" },
        };
    }
}
