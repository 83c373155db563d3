using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;

namespace Autocura.Cluster.Environments;

/// <summary>
/// Copies workloads and what they need into a namespace of their own. It may be called again and again: the same is made once, and nothing that is not the copy's is ever
/// written.
/// </summary>
public sealed class EnvironmentCopier(IClusters clusters, CopiedSecret secrets)
{
    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<CopyReport> CopyAsync(CopyOrder copy, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(copy.Order.Cluster);
        var stamp = new CopyStamp(copy.Order, copy.Spec.Source, copy.Spec.Target);
        var contents = new CopyContents(cluster, stamp, copy.Spec, secrets);
        var made = new List<string>();
        try
        {
            // Read to the end before anything is made: what cannot be copied leaves nothing behind.
            var objects = await contents.ReadAsync(cancellationToken);
            if (await new ShadowNamespace(cluster, stamp).ClaimAsync(cancellationToken) is { } refusal)
            {
                return new CopyReport { Refused = refusal };
            }

            foreach (var (kind, manifest) in objects)
            {
                made.Add(await ApplyAsync(cluster, copy.Order, kind.Ref(stamp.Target, manifest.Name()), manifest, cancellationToken));
            }

            return new CopyReport { Made = made, Notes = contents.Notes };
        }
        catch (CopyRefusedException refused)
        {
            return new CopyReport { Refused = refused.Message, Made = made, Notes = contents.Notes };
        }
        catch (ClusterException refused) when (!refused.IsTransient && !refused.IsConflict)
        {
            return new CopyReport { Refused = $"The API server refuses it: {refused.Message}", Made = made, Notes = contents.Notes };
        }
    }

    /// <summary>Makes the copy of one object as its source would be after a patch.</summary>
    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<CopyReport> ChangeAsync(ChangeOrder change, JsonArray patch, CancellationToken cancellationToken)
    {
        var (order, spec) = (change.Copy.Order, change.Copy.Spec);
        var cluster = clusters.Named(order.Cluster);
        var stamp = new CopyStamp(order, spec.Source, spec.Target);
        try
        {
            var source = await cluster.FindAsync(change.Step.Target, cancellationToken) ?? throw new CopyRefusedException($"{change.Step.Target} does not exist.");
            var manifest = await new CopyContents(cluster, stamp, spec, secrets).ShapedAsync(Kinds.Named(change.Step.Target.Kind), PatchedSource.Of(source, patch), cancellationToken);
            return new CopyReport { Made = [await ApplyAsync(cluster, order, change.Step.Target with { Namespace = spec.Target }, manifest, cancellationToken)] };
        }
        catch (CopyRefusedException refused)
        {
            return new CopyReport { Refused = refused.Message };
        }
        catch (ClusterException refused) when (!refused.IsTransient && !refused.IsConflict)
        {
            return new CopyReport { Refused = $"The API server refuses it: {refused.Message}" };
        }
    }

    private static async Task<string> ApplyAsync(ICluster cluster, EnvironmentOrder order, ObjectRef target, JsonObject manifest, CancellationToken cancellationToken)
    {
        var found = await cluster.FindMetadataAsync(target, cancellationToken);
        if (found is not null && found.Text("metadata", "labels", EnvironmentNames.Label) != order.Uid)
        {
            throw new CopyRefusedException($"{target} is there already and is not this environment's: it is not written over.");
        }

        // What was drawn at random for it stays.
        if (found is null || target.Kind != Kinds.Secret.Kind)
        {
            await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Apply, manifest), cancellationToken);
        }

        return target.ToString();
    }
}
