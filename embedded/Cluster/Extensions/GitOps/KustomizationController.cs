using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>
/// Flux's kustomize controller: every interval, when its source has a new revision and when it is asked to, applies what the folder has and prunes what it has no
/// more. It does not look in between, so that a change made by others stands until then; while it is suspended, for ever.
/// </summary>
internal sealed class KustomizationController(ClusterClient client, ResourceCatalog catalog, ManifestApplier applier) : IController
{
    private const string Group = "kustomize.toolkit.fluxcd.io";
    private const string Plural = "kustomizations";
    private const string RequestAnnotation = "reconcile.fluxcd.io/requestedAt";
    private const string Finalizer = "finalizers.fluxcd.io";

    // A new process reconciles everything once, as the real controller does.
    private readonly Dictionary<ObjectKey, DateTimeOffset> next = [];

    public string Name => "kustomize-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: Group, Plural: Plural } => change.Kind == ChangeKind.Deleted ? [] : [change.Key],
        { Group: RepositoryController.Group } => client.List(Group, Plural).Where(one => SourceOf(one) == change.Key).Select(one => new ObjectKey(Group, Plural, one.Namespace(), one.Name())),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } kustomization)
        {
            next.Remove(key);
            return null;
        }

        if (kustomization.IsDeleting())
        {
            Finish(key, kustomization);
            return null;
        }

        if (kustomization.Is("spec", "suspend"))
        {
            next.Remove(key);
            return null;
        }

        if (!IsDue(key, kustomization))
        {
            return next[key];
        }

        client.Update(key, AddFinalizer);
        Run(key, kustomization);
        return next[key] = client.Now + FluxConditions.Interval(kustomization);
    }

    private static ObjectKey SourceOf(JsonObject kustomization) => new(
        RepositoryController.Group, RepositoryController.Plural, kustomization.Text("spec", "sourceRef", "namespace") ?? kustomization.Namespace(), kustomization.Text("spec", "sourceRef", "name") ?? "");

    private static void AddFinalizer(JsonObject kustomization)
    {
        if (!kustomization.Texts("metadata", "finalizers").Contains(Finalizer))
        {
            kustomization.Ensure("metadata")["finalizers"] = new JsonArray([.. kustomization.Texts("metadata", "finalizers").Append(Finalizer).Select(name => (JsonNode?)name)]);
        }
    }

    private bool IsDue(ObjectKey key, JsonObject kustomization) => !next.TryGetValue(key, out var due) || due <= client.Now
        || kustomization.Count("status", "observedGeneration") != kustomization.Count("metadata", "generation")
        || kustomization.Annotation(RequestAnnotation) != kustomization.Text("status", "lastHandledReconcileAt")
        || client.Find(SourceOf(kustomization)).Text("status", "artifact", "revision") != kustomization.Text("status", "lastAttemptedRevision");

    private void Run(ObjectKey key, JsonObject kustomization)
    {
        var source = client.Find(SourceOf(kustomization));
        var revision = source.Text("status", "artifact", "revision");
        var path = kustomization.Text("spec", "path");
        var folder = revision is null ? null : ManifestFolder.Find(client, source.Text("spec", "url"), path);
        FluxConditions.Outcome outcome;
        JsonArray? inventory = null;
        if (folder is null)
        {
            outcome = revision is null
                ? new("False", "ArtifactFailed", $"Source artifact not found, retrying in {kustomization.Text("spec", "retryInterval") ?? "30s"}")
                : new("False", "ArtifactFailed", $"kustomization path not found: stat {path}: no such file or directory");
        }
        else
        {
            inventory = Apply(kustomization, folder);
            outcome = new("True", "ReconciliationSucceeded", $"Applied revision: {revision}");
        }

        client.UpdateStatus(key, status =>
        {
            status["observedGeneration"] = kustomization.Count("metadata", "generation");
            FluxConditions.Write(status, kustomization, client.Now, outcome);
            status["lastAttemptedRevision"] = revision;
            status["lastHandledReconcileAt"] = kustomization.Annotation(RequestAnnotation);
            if (inventory is not null)
            {
                status["lastAppliedRevision"] = revision;
                status["inventory"] = new JsonObject { ["entries"] = inventory };
            }
        });
    }

    private JsonArray Apply(JsonObject kustomization, ManifestFolder folder)
    {
        var manifests = folder.Manifests.Where(manifest => manifest.Kind() != "Kustomization").Select(manifest => Prepare(kustomization, manifest)).ToList();
        var changed = manifests.Where(applier.Apply).Select(manifest => $"{manifest.Kind()}/{manifest.Namespace()}/{manifest.Name()} configured").ToList();
        if (changed.Count > 0)
        {
            client.Record(kustomization, "Progressing", string.Join('\n', changed));
        }

        var kept = manifests.Select(applier.KeyOf).ToHashSet();
        foreach (var gone in kustomization.Is("spec", "prune") ? InventoryKeys.Read(kustomization, catalog).Where(old => !kept.Contains(old)) : [])
        {
            applier.Delete(gone);
        }

        return InventoryKeys.Write(manifests);
    }

    private JsonObject Prepare(JsonObject kustomization, JsonObject manifest)
    {
        var wanted = manifest.Copy();
        if (catalog.FindKind(wanted.ApiVersion(), wanted.Kind()) is { Namespaced: true })
        {
            wanted.Ensure("metadata")["namespace"] = kustomization.Text("spec", "targetNamespace") ?? wanted.Namespace() ?? "default";
        }

        var labels = wanted.Ensure("metadata", "labels");
        labels[$"{Group}/name"] = kustomization.Name();
        labels[$"{Group}/namespace"] = kustomization.Namespace();
        return wanted;
    }

    private void Finish(ObjectKey key, JsonObject kustomization)
    {
        next.Remove(key);
        foreach (var owned in kustomization.Is("spec", "prune") && !kustomization.Is("spec", "suspend") ? InventoryKeys.Read(kustomization, catalog) : [])
        {
            applier.Delete(owned);
        }

        client.Update(key, done => done.Ensure("metadata")["finalizers"] =
            new JsonArray([.. done.Texts("metadata", "finalizers").Where(name => name != Finalizer).Select(name => (JsonNode?)name)]));
    }
}
