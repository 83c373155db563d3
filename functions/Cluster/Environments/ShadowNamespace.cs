using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;

namespace Autocura.Cluster.Environments;

/// <summary>The namespace of one copy: made for it, or one that nobody uses.</summary>
internal sealed class ShadowNamespace(ICluster cluster, CopyStamp stamp)
{
    private const int Tries = 3;

    private ObjectRef Where => Kinds.Namespace.Ref("", stamp.Target);

    /// <summary>Makes or marks it; again has no effect. A text is why it must not be used.</summary>
    public async Task<string?> ClaimAsync(CancellationToken cancellationToken)
    {
        for (var left = Tries; ; left--)
        {
            if (await cluster.FindMetadataAsync(Where, cancellationToken) is { } found)
            {
                return await JoinAsync(found, cancellationToken);
            }

            try
            {
                var manifest = stamp.Make(Kinds.Namespace, stamp.Target);
                manifest["metadata"]!["annotations"]![EnvironmentNames.MadeFor] = stamp.Order.Uid;
                await cluster.CreateAsync(Kinds.Namespace, manifest, cancellationToken);
                return null;
            }
            catch (ClusterException raced) when (raced.Reason == "AlreadyExists" && left > 1)
            {
                // Somebody made it in between: then it is looked at like any other.
            }
        }
    }

    private async Task<string?> JoinAsync(JsonObject found, CancellationToken cancellationToken)
    {
        if (found.At("metadata", "deletionTimestamp") is not null)
        {
            return $"Namespace {stamp.Target} is being deleted.";
        }

        var owner = found.Text("metadata", "labels", EnvironmentNames.Label);
        if (owner is not null)
        {
            return owner == stamp.Order.Uid ? null : $"Namespace {stamp.Target} holds the copy of {found.Text("metadata", "annotations", EnvironmentNames.Owner) ?? "another environment"}.";
        }

        if (await new Residents(cluster, stamp.Order).FirstStrangerAsync(stamp.Target, Residents.Running, cancellationToken) is { } stranger)
        {
            return $"Namespace {stamp.Target} was not made for this environment and is in use: {stranger}. Choose another targetNamespace.";
        }

        await cluster.PatchAsync(Where, new ObjectPatch(PatchKind.Merge, Mark(stamp.Order.Uid, $"{stamp.Order.Namespace}/{stamp.Order.Name}")), cancellationToken);
        return null;
    }

    /// <summary>Gives a namespace back that is not to be removed.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var unmarked = Mark(null, null);
        unmarked["metadata"]!["annotations"]![EnvironmentNames.MadeFor] = null;
        return cluster.PatchAsync(Where, new ObjectPatch(PatchKind.Merge, unmarked), cancellationToken);
    }

    private static JsonObject Mark(string? uid, string? owner) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["labels"] = new JsonObject { [EnvironmentNames.Label] = uid },
            ["annotations"] = new JsonObject { [EnvironmentNames.Owner] = owner },
        },
    };
}
