using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>
/// Writes one record object by object. What the cluster refuses is kept as a problem and the rest is written all the same; what may come
/// right by itself is thrown, and the whole is repeated.
/// </summary>
internal sealed class LedgerWriter(ICluster cluster)
{
    private readonly List<string> problems = [];

    public RecordResult Result => problems.Count == 0 ? RecordResult.Complete : new RecordResult(false, string.Join(" ", problems));

    /// <summary>Applies the object and then its status where that says something new. Null: it was refused.</summary>
    public async Task<JsonObject?> ApplyAsync(ObjectRef target, JsonObject manifest, Func<JsonObject, JsonObject> statusOf, CancellationToken cancellationToken)
    {
        try
        {
            var written = await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Apply, manifest), cancellationToken);
            var status = statusOf(written);
            if (!JsonNode.DeepEquals(status, written["status"]))
            {
                await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Apply, Manifest.Status(target, status), Subresource: "status"), cancellationToken);
            }

            return written;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            Refused(target, refused);
            return null;
        }
    }

    /// <summary>Creates the object unless it is there: for what is written once and never changed.</summary>
    public async Task CreateAsync(ObjectRef target, JsonObject manifest, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.CreateAsync(Kinds.Named(target.Kind), manifest, cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            if (refused.Reason != "AlreadyExists")
            {
                Refused(target, refused);
            }
        }
    }

    /// <summary>What is there, or nothing when the cluster refuses to say.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.ListAsync(kind, query, cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            Refused(kind.Ref(query.Namespace, "*"), refused);
            return [];
        }
    }

    private void Refused(ObjectRef target, ClusterException refused) => problems.Add(refused.IsNotFound
        ? $"{target} cannot be written: namespace {target.Namespace} or the kind {target.Kind} is not there ({refused.Message})."
        : $"{target} was refused: {refused.Message}.");
}
