using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>
/// Argo CD: compares what an Application wants with what is there, at once when one of its objects changes and every three minutes besides. With automated sync a
/// new revision is applied, and with selfHeal a change made by others is undone a few seconds after it was seen.
/// </summary>
internal sealed class ApplicationController(ClusterClient client, ResourceCatalog catalog, ManifestApplier applier) : IController
{
    public const string Group = "argoproj.io";
    public const string Plural = "applications";
    private const string SkipAnnotation = "argocd.argoproj.io/skip-reconcile";
    private const string DeletionFinalizer = "resources-finalizer.argocd.argoproj.io";
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan HealsAfter = TimeSpan.FromSeconds(5);

    public string Name => "argocd-application-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change)
    {
        if (change.Key is { Group: Group, Plural: Plural })
        {
            return change.Kind == ChangeKind.Deleted ? [] : [change.Key];
        }

        var owners = new[] { change.Previous, change.Current }.OfType<JsonObject>().Select(ApplicationManifests.Owner).OfType<string>().ToList();
        return owners.Count == 0 ? [] : client.List(Group, Plural).Where(application => owners.Contains(application.Name())).Select(KeyOf);
    }

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } application || application.Annotation(SkipAnnotation) == "true")
        {
            return null;
        }

        if (application.IsDeleting())
        {
            Finish(key, application);
            return null;
        }

        var report = new ApplicationReport(client, application, applier);
        if (ManifestFolder.Find(client, application.Text("spec", "source", "repoURL"), application.Text("spec", "source", "path")) is not { } folder)
        {
            report.Unreadable($"Failed to load target state: repository {application.Text("spec", "source", "repoURL")} has no folder \"{application.Text("spec", "source", "path")}\"");
            return client.Now + Refresh;
        }

        var wanted = ApplicationManifests.Of(application, folder, catalog);
        var differing = wanted.Where(manifest => !IsSynced(application, manifest)).ToList();
        var surplus = Surplus(application, wanted);
        var due = client.Now + Refresh;
        if (Decide(application, folder, differing.Count + surplus.Count) is { } syncs)
        {
            if (syncs > client.Now)
            {
                due = syncs;
            }
            else
            {
                Sync(key, application, folder, wanted, surplus);
                (differing, surplus) = ([], application.Is("spec", "syncPolicy", "automated", "prune") ? [] : surplus);
            }
        }

        report.Write(folder.Revision, wanted, [.. differing.Select(applier.KeyOf)], surplus);
        return due;
    }

    private static ObjectKey KeyOf(JsonObject application) => new(Group, Plural, application.Namespace(), application.Name());

    private bool IsSynced(JsonObject application, JsonObject manifest)
    {
        var wanted = manifest.Copy();
        IgnoredDifferences.Take(application, wanted, client.Find(applier.KeyOf(manifest)));
        return applier.IsApplied(wanted);
    }

    /// <summary>When a sync is due: now, later, or (null) not by itself.</summary>
    private DateTimeOffset? Decide(JsonObject application, ManifestFolder folder, int differences)
    {
        if (application.Child("operation", "sync") is not null)
        {
            return client.Now;
        }

        var automated = application.Child("spec", "syncPolicy", "automated");
        if (automated is null || automated.Flag("enabled") == false || differences == 0)
        {
            return null;
        }

        if (application.Text("status", "operationState", "syncResult", "revision") != folder.Revision)
        {
            return client.Now;
        }

        var seen = application.Text("status", "sync", "status") == "OutOfSync" ? application.Time("status", "reconciledAt") ?? client.Now : client.Now;
        return automated.Flag("selfHeal") == true ? seen + HealsAfter : null;
    }

    private void Sync(ObjectKey key, JsonObject application, ManifestFolder folder, List<JsonObject> wanted, List<ObjectKey> surplus)
    {
        var isAsked = application.Child("operation", "sync") is not null;
        foreach (var manifest in wanted)
        {
            applier.Apply(manifest);
        }

        foreach (var obj in application.Is("spec", "syncPolicy", "automated", "prune") || application.Is("operation", "sync", "prune") ? surplus : [])
        {
            applier.Delete(obj);
        }

        client.Update(key, synced =>
        {
            synced.Remove("operation");
            synced.Ensure("status")["operationState"] = ApplicationReport.Operation(folder.Revision, client.Now, isAutomated: !isAsked);
        });
        client.Record(application, "OperationStarted", $"Initiated {(isAsked ? "" : "automated ")}sync to '{folder.Revision}'");
        client.Record(application, "OperationCompleted", $"Sync operation to {folder.Revision} succeeded");
    }

    /// <summary>Objects that belong to the Application and are no longer in its folder.</summary>
    private List<ObjectKey> Surplus(JsonObject application, List<JsonObject> wanted)
    {
        var kept = wanted.Select(applier.KeyOf).ToHashSet();
        return [.. Owned(application).Where(key => !kept.Contains(key))];
    }

    private IEnumerable<ObjectKey> Owned(JsonObject application) => catalog.All.Where(type => type.Stored && type.IsStorageVersion && type.Kind is not ("Event" or "Pod" or "ReplicaSet"))
        .SelectMany(type => client.List(type.Group, type.Plural)
            .Where(obj => ApplicationManifests.Owner(obj) == application.Name() && obj.ControllerReference() is null)
            .Select(obj => type.Key(obj.Namespace(), obj.Name())));

    private void Finish(ObjectKey key, JsonObject application)
    {
        if (!application.Texts("metadata", "finalizers").Contains(DeletionFinalizer))
        {
            return;
        }

        foreach (var owned in Owned(application).ToList())
        {
            applier.Delete(owned);
        }

        client.Update(key, done => done.Ensure("metadata")["finalizers"] =
            new JsonArray([.. done.Texts("metadata", "finalizers").Where(name => name != DeletionFinalizer).Select(name => (JsonNode?)name)]));
    }
}
