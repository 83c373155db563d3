using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>What a mutating request came to.</summary>
internal sealed record MutationResult(JsonObject Object, int Code = 200, bool IsGone = false);

/// <summary>Runs a mutating request so that its change and its audit entry are one, or neither; a dry run leaves only the entry.</summary>
internal sealed class Mutation(ObjectStore store)
{
    public MutationResult Run(ResourceRequest request, string verb, Func<MutationResult> change)
    {
        var isDryRun = request.IsDryRun;
        var entry = new AuditEntry { Verb = verb, Actor = request.Actor, DryRun = isDryRun, Key = request.Key, Subresource = request.Subresource };
        try
        {
            if (isDryRun)
            {
                var tried = store.DryRun(change);
                store.Record(Outcome(entry, tried));
                return tried with { Object = WithVersionOf(store.Find(request.Key), tried.Object) };
            }

            return store.Batch(() =>
            {
                var result = change();
                store.Record(Outcome(entry, result));
                return result;
            });
        }
        catch (ApiStatusException refusal)
        {
            store.Record(entry with { Code = refusal.Status.Code });
            throw;
        }
    }

    // The version that a dry run would have written is nobody's to know: another write will have it.
    private static JsonObject WithVersionOf(JsonObject? live, JsonObject tried)
    {
        var shown = tried.Copy();
        shown.Ensure("metadata").Remove("resourceVersion");
        if (live is not null)
        {
            shown.Ensure("metadata")["resourceVersion"] = live.ResourceVersion();
        }

        return shown;
    }

    private static AuditEntry Outcome(AuditEntry entry, MutationResult result) => entry with
    {
        Key = entry.Key with { Name = result.Object.Name() is { Length: > 0 } name ? name : entry.Key.Name },
        ResourceVersion = result.IsGone ? "" : result.Object.ResourceVersion(),
        Code = result.Code,
    };
}
