using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// Deletion and what follows from it, inside the batch that causes it: grace, finalizers, owned objects, the contents of a
/// namespace. A real cluster does the same a moment later; here nobody sees the moment between.
/// </summary>
internal sealed class GarbageCollector(ObjectStore store, ResourceCatalog catalog)
{
    private const string ForegroundFinalizer = "foregroundDeletion";
    private const long DefaultPodGrace = 30;

    /// <summary>Whether nothing holds back an object whose deletion has begun.</summary>
    public static bool IsFinished(JsonObject obj) =>
        obj.IsDeleting() && obj.Kind() != "Namespace" && !HasFinalizers(obj) && (obj.Number("metadata", "deletionGracePeriodSeconds") ?? 0) == 0;

    public void RefuseTerminatingNamespace(ObjectKey key)
    {
        if (key.Namespace is null)
        {
            return;
        }

        var ns = store.State.Find(NamespaceKey(key.Namespace)) ?? throw ApiStatusException.NotFound(NamespaceKey(key.Namespace));
        if (ns.IsDeleting())
        {
            var why = $"unable to create new content in namespace {key.Namespace} because it is being terminated";
            throw ApiStatusException.Forbidden(key, why, new StatusCause("metadata.namespace", "NamespaceTerminating", $"namespace {key.Namespace} is being terminated"));
        }
    }

    public JsonObject Delete(ObjectKey key, DeleteOptions options, Actor actor)
    {
        var obj = store.State.Find(key) ?? throw ApiStatusException.NotFound(key);
        CheckPreconditions(key, obj, options);
        if (options.Propagation == DeletePropagation.Orphan)
        {
            foreach (var dependent in Dependents(obj))
            {
                Disown(dependent, obj.Uid(), actor);
            }
        }

        var foreground = options.Propagation == DeletePropagation.Foreground && Dependents(obj).Count > 0;
        var grace = Grace(key, obj, options);
        var isNamespace = key is { Group: "", Plural: "namespaces" };
        if (grace == 0 && !foreground && !isNamespace && !HasFinalizers(obj))
        {
            return store.Remove(key);
        }

        var alreadyAsked = obj.IsDeleting() && (obj.Number("metadata", "deletionGracePeriodSeconds") ?? 0) <= grace;
        if (alreadyAsked)
        {
            return obj;
        }

        var marked = store.MarkDeleting(key, grace, foreground ? [ForegroundFinalizer] : []);
        if (isNamespace)
        {
            Empty(key.Name);
        }

        return marked;
    }

    /// <summary>Follows up on each change of a batch, and on the changes that brings, until there is nothing left to do.</summary>
    public void Collect(StoreTransaction transaction)
    {
        for (var i = 0; i < transaction.Changes.Count; i++)
        {
            var change = transaction.Changes[i];
            switch (change.Kind)
            {
                case ChangeKind.Added:
                    CollectIfOwnerless(change);
                    break;
                case ChangeKind.Modified when IsWaitingForDependents(change.Current):
                    DeleteDependents(change.Current);
                    break;
                case ChangeKind.Modified when change.Key is { Group: "", Plural: "namespaces" }:
                    FinishNamespace(change.Key.Name);
                    break;
                case ChangeKind.Deleted:
                    DeleteDependents(change.Current);
                    ReleaseOwners(change.Current, change.Key.Namespace);
                    FinishNamespace(change.Key.Namespace);
                    break;
            }
        }
    }

    private static bool HasFinalizers(JsonObject obj) =>
        obj.Items("metadata", "finalizers").Any();

    private static bool IsWaitingForDependents(JsonObject obj) =>
        obj.IsDeleting() && obj.Items("metadata", "finalizers").Any(finalizer => finalizer.Text() == ForegroundFinalizer);

    private static ObjectKey NamespaceKey(string name) => ObjectKey.Core("namespaces", null, name);

    private static void CheckPreconditions(ObjectKey key, JsonObject obj, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != obj.Uid())
        {
            throw ApiStatusException.Conflict(key, $"the UID in the precondition ({uid}) does not match the UID in record ({obj.Uid()}). The object might have been deleted and then recreated");
        }

        if (options.ResourceVersion is { } version && version != obj.ResourceVersion())
        {
            throw ApiStatusException.Conflict(key, $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({obj.ResourceVersion()}). The object might have been modified");
        }
    }

    private static long Grace(ObjectKey key, JsonObject obj, DeleteOptions options)
    {
        var isPod = key is { Group: "", Plural: "pods" };
        var isRunning = obj.Text("spec", "nodeName") is not null && obj.Text("status", "phase") is not ("Succeeded" or "Failed");
        return isPod && isRunning
            ? options.GracePeriodSeconds ?? obj.Number("spec", "terminationGracePeriodSeconds") ?? DefaultPodGrace
            : 0;
    }

    private void Empty(string ns)
    {
        foreach (var ((group, plural), table) in store.State.Tables)
        {
            foreach (var name in table.List(ns).Select(stored => stored.Key.Name))
            {
                var content = new ObjectKey(group, plural, ns, name);
                if (store.State.Find(content) is not null)
                {
                    Delete(content, new DeleteOptions(), Actor.ApiServer);
                }
            }
        }
    }

    private void FinishNamespace(string? name)
    {
        if (name is null || store.State.Find(NamespaceKey(name)) is not { } ns || !ns.IsDeleting())
        {
            return;
        }

        var isEmpty = !store.State.Tables.Values.Any(table => table.Namespaces.ContainsKey(name));
        if (isEmpty && !ns.Items("metadata", "finalizers").Any())
        {
            store.Remove(NamespaceKey(name));
        }
    }

    private List<ObjectKey> Dependents(JsonObject owner) =>
        [.. store.State.Index.Find(IndexTerm.Owner(owner.Uid()))];

    private void DeleteDependents(JsonObject owner)
    {
        foreach (var key in Dependents(owner))
        {
            if (store.State.Find(key) is not { } dependent)
            {
                continue;
            }

            if (HasLivingOwner(dependent, key.Namespace, except: owner.Uid()))
            {
                Disown(key, owner.Uid(), Actor.ApiServer);
            }
            else if (!dependent.IsDeleting())
            {
                var propagation = IsWaitingForDependents(owner) ? DeletePropagation.Foreground : DeletePropagation.Background;
                Delete(key, new DeleteOptions { Propagation = propagation }, Actor.ApiServer);
            }
        }
    }

    private void Disown(ObjectKey key, string ownerUid, Actor actor) => store.Update(
        key,
        obj =>
        {
            var rest = obj.Items("metadata", "ownerReferences").Where(owner => owner.Text("uid") != ownerUid).Select(owner => owner!.DeepClone()).ToArray();
            var metadata = obj.Ensure("metadata");
            metadata.Remove("ownerReferences");
            if (rest.Length > 0)
            {
                metadata["ownerReferences"] = new JsonArray(rest);
            }

            return obj;
        },
        actor);

    private void CollectIfOwnerless(ObjectChange change)
    {
        if (change.Current.Items("metadata", "ownerReferences").Any() && !HasLivingOwner(change.Current, change.Key.Namespace, except: null)
            && store.State.Find(change.Key) is not null)
        {
            Delete(change.Key, new DeleteOptions(), Actor.ApiServer);
        }
    }

    private bool HasLivingOwner(JsonObject obj, string? ns, string? except) =>
        obj.Items("metadata", "ownerReferences").Any(reference => reference.Text("uid") != except && IsAlive(reference, ns));

    // An owner of an unknown kind counts as alive: what cannot be looked up must not be collected.
    private bool IsAlive(JsonNode? reference, string? ns) =>
        catalog.FindKind(reference.Text("apiVersion"), reference.Text("kind")) is not { } type
        || store.State.Find(type.Key(ns, reference.Text("name") ?? "")) is { } owner && owner.Uid() == reference.Text("uid");

    private void ReleaseOwners(JsonObject gone, string? ns)
    {
        foreach (var reference in gone.Items("metadata", "ownerReferences"))
        {
            if (catalog.FindKind(reference.Text("apiVersion"), reference.Text("kind")) is not { } type)
            {
                continue;
            }

            var key = type.Key(ns, reference.Text("name") ?? "");
            if (store.State.Find(key) is { } owner && IsWaitingForDependents(owner) && Dependents(owner).Count == 0)
            {
                store.Update(key, WithoutForegroundFinalizer, Actor.ApiServer);
            }
        }
    }

    private static JsonObject WithoutForegroundFinalizer(JsonObject obj)
    {
        var rest = obj.Items("metadata", "finalizers").Where(finalizer => finalizer.Text() != ForegroundFinalizer).Select(finalizer => finalizer!.DeepClone());
        obj.Ensure("metadata")["finalizers"] = new JsonArray([.. rest]);
        return obj;
    }
}
