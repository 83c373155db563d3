using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;

namespace Autocura.Cluster.Environments;

/// <summary>One look at what is left of a copy: what can be removed is, and what cannot is told.</summary>
internal sealed class CopyRemoval(ICluster cluster, EnvironmentOrder order)
{
    private readonly Residents residents = new(cluster, order);
    private readonly List<string> left = [];
    private readonly List<string> going = [];
    private int removed;

    public TearDownReport Report => new() { Removed = removed, Left = left, Going = going };

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var where = Kinds.Namespace.Ref("", name);
        var ns = await cluster.FindMetadataAsync(where, cancellationToken);
        if (ns is null || ns.Text("metadata", "labels", EnvironmentNames.Label) != order.Uid)
        {
            return;
        }

        if (ns.At("metadata", "deletionTimestamp") is not null)
        {
            going.Add(where.ToString());
            return;
        }

        var isOurs = ns.Text("metadata", "annotations", EnvironmentNames.MadeFor) == order.Uid;
        var stranger = isOurs ? await residents.FirstStrangerAsync(name, Residents.Kept, cancellationToken) : null;
        if (isOurs && stranger is null)
        {
            await DeleteAsync(where, ns, cancellationToken);
        }
        else
        {
            await EmptyAsync(name, stranger, cancellationToken);
        }
    }

    /// <summary>Removes what is the copy's, and gives the namespace back when nothing of it is on its way out any more.</summary>
    private async Task EmptyAsync(string name, string? stranger, CancellationToken cancellationToken)
    {
        var before = going.Count;
        foreach (var kind in Residents.Copied)
        {
            foreach (var one in await residents.OursAsync(kind, name, cancellationToken).ToListAsync(cancellationToken))
            {
                await DeleteAsync(kind.Ref(name, one.Name()), one, cancellationToken);
            }
        }

        if (going.Count == before)
        {
            await new ShadowNamespace(cluster, new CopyStamp(order, "", name)).ReleaseAsync(cancellationToken);
            if (stranger is not null)
            {
                left.Add($"Namespace {name} stays: {stranger} was put there by somebody else.");
            }
        }
    }

    private async Task DeleteAsync(ObjectRef target, JsonObject one, CancellationToken cancellationToken)
    {
        try
        {
            if (one.At("metadata", "deletionTimestamp") is null)
            {
                await cluster.DeleteAsync(target, one.Uid(), cancellationToken);
                removed++;
            }

            going.Add(target.ToString());
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            left.Add($"{target} was not removed: {refused.Message}");
        }
    }
}
