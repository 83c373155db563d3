using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Ledger.Environments;

/// <summary>
/// Writes how a parallel environment stands onto its object, and an Event for each phase: two calls. The same record twice leaves the same objects; an object that is gone, or is another
/// of that name by now, is left alone.
/// </summary>
public sealed class EnvironmentLedger(IClusters clusters)
{
    private const int Tries = 5;

    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<RecordResult> WriteAsync(EnvironmentRecord record, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(record.Order.Cluster);
        var target = TargetOf(record.Order);
        try
        {
            var status = Manifest.Status(target, EnvironmentManifest.Status(record));
            status["metadata"]!["uid"] = record.Order.Uid;
            await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Apply, status, Subresource: "status"), cancellationToken);
            await cluster.CreateAsync(Kinds.Event, EnvironmentManifest.Event(record), cancellationToken);
            return RecordResult.Complete;
        }
        catch (ClusterException told) when (told.Reason == "AlreadyExists")
        {
            return RecordResult.Complete;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return new RecordResult(false, $"{target} was refused: {refused.Message}");
        }
    }

    /// <summary>The object, if it is still the one that was ordered.</summary>
    public async Task<JsonObject?> FindAsync(EnvironmentOrder order, CancellationToken cancellationToken) =>
        await clusters.Named(order.Cluster).FindAsync(TargetOf(order), cancellationToken) is { } found && $"{found["metadata"]?["uid"]}" == order.Uid ? found : null;

    /// <summary>Holds the object until its copy is gone, should it be deleted. False: it is gone already.</summary>
    public Task<bool> HoldAsync(EnvironmentOrder order, CancellationToken cancellationToken) => ChangeAsync(order, held => held.Contains(EnvironmentNames.Finalizer) ? held : [.. held, EnvironmentNames.Finalizer], cancellationToken);

    /// <summary>Lets the object go.</summary>
    public Task<bool> ReleaseAsync(EnvironmentOrder order, CancellationToken cancellationToken) => ChangeAsync(order, held => [.. held.Where(one => one != EnvironmentNames.Finalizer)], cancellationToken);

    private async Task<bool> ChangeAsync(EnvironmentOrder order, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        for (var left = Tries; ; left--)
        {
            if (await FindAsync(order, cancellationToken) is not { } found)
            {
                return false;
            }

            IReadOnlyList<string> held = [.. (found["metadata"]!["finalizers"] as JsonArray ?? []).Select(one => $"{one}")];
            var now = change(held);
            if (now.SequenceEqual(held))
            {
                return true;
            }

            var operations = new JsonArray(
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = found["metadata"]!["resourceVersion"]!.DeepClone() },
                new JsonObject { ["op"] = "add", ["path"] = "/metadata/finalizers", ["value"] = new JsonArray([.. now.Select(one => JsonValue.Create(one))]) });
            try
            {
                await clusters.Named(order.Cluster).PatchAsync(TargetOf(order), new ObjectPatch(PatchKind.Json, operations), cancellationToken);
                return true;
            }
            catch (ClusterException raced) when (raced.IsNotFound || (raced.IsConflict && left > 1))
            {
                // Somebody wrote in between, or it is gone: look again.
            }
        }
    }

    private static ObjectRef TargetOf(EnvironmentOrder order) => Kinds.ParallelEnvironment.Ref(order.Namespace, order.Name);
}
