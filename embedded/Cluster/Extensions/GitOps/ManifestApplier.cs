using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Ownership;
using Autocura.Embedded.Cluster.Routes;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>Server-side apply as a GitOps controller does it: by force, in its own name, and through the same admission as anybody's request.</summary>
internal sealed class ManifestApplier(ObjectStore store, TimeProvider time, Actor actor)
{
    private readonly ObjectAdmission admission = new(store, time);

    /// <summary>The key of what a manifest describes; refuses a kind that is not served.</summary>
    public ObjectKey KeyOf(JsonObject manifest) => TypeOf(manifest).Key(manifest.Namespace(), manifest.Name());

    /// <summary>Whether the cluster has the object as the manifest wants it.</summary>
    public bool IsApplied(JsonObject manifest)
    {
        var (type, key) = (TypeOf(manifest), KeyOf(manifest));
        return store.Find(key) is { } live && !live.IsDeleting() && IsSame(live, Wanted(type, live, manifest));
    }

    /// <summary>Makes it so. Says whether anything was written.</summary>
    public bool Apply(JsonObject manifest)
    {
        var (type, key) = (TypeOf(manifest), KeyOf(manifest));
        var before = store.Find(key);
        if (before is null)
        {
            var created = Applied(type, null, manifest);
            admission.AdmitNew(type, created);
            store.Create(key, ObjectViews.Keep(created, type, store.Catalog), actor, ownershipIsSet: true);
            return true;
        }

        var after = store.Update(key, live => Wanted(type, live, manifest), actor, ownershipIsSet: true);
        return after.ResourceVersion() != before.ResourceVersion();
    }

    public void Delete(ObjectKey key)
    {
        if (store.Find(key) is { } found && !found.IsDeleting())
        {
            store.Delete(key, actor);
        }
    }

    private ResourceType TypeOf(JsonObject manifest) => store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())
        ?? throw new FormatException($"The manifest of {manifest.Kind()} \"{manifest.Name()}\" is of a kind that the API server does not serve: {manifest.ApiVersion()}.");

    private JsonObject Wanted(ResourceType type, JsonObject live, JsonObject manifest)
    {
        var before = ObjectViews.Show(live, type);
        return ObjectViews.Keep(admission.AdmitChange(type, before, Applied(type, before, manifest), ""), type, store.Catalog);
    }

    private JsonObject Applied(ResourceType type, JsonObject? live, JsonObject manifest)
    {
        var stated = manifest.Copy();
        stated.Remove("status");
        ObjectAdmission.Decode(type, stated, "Ignore");
        return new ServerSideApply(type.Schema, actor, "", time.GetUtcNow().ToTimestamp()).Apply(live, stated, force: true);
    }

    // Who owns what is not part of what is wanted.
    private static bool IsSame(JsonObject live, JsonObject wanted)
    {
        var (one, two) = (live.Copy(), wanted.Copy());
        one.Ensure("metadata").Remove("managedFields");
        two.Ensure("metadata").Remove("managedFields");
        return JsonNode.DeepEquals(one, two);
    }
}
