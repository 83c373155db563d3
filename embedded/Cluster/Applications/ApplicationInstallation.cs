using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// Puts nodes and applications into a cluster. A Deployment that has had a release before is installed first as that one, without pods, and then as the
/// present one, so that there is a revision to go back to.
/// </summary>
public sealed class ApplicationInstallation(ObjectStore store, Simulation simulation)
{
    private readonly ObjectAdmission admission = new(store, simulation.Time);
    private readonly ApplicationCatalog catalog = simulation.Applications;

    /// <summary>Who installed the applications, and who changes them in the scenarios.</summary>
    public static Actor Developer(string manager) => new("shop-developer", "kubectl/v1.34.0", manager);

    /// <summary>Installs what is missing of the nodes and of the named applications (the shop, when none is named) and returns when the releases are under way.</summary>
    public async Task InstallAsync(params IReadOnlyList<string> applications)
    {
        var missing = (applications.Count > 0 ? applications : [ApplicationCatalog.Default])
            .Select(catalog.Find)
            .Where(application => store.Find(ObjectKey.Core("namespaces", null, application.Namespace)) is null)
            .Select(application => (Application: application, Manifests: catalog.Manifests(application.Name)))
            .ToList();
        store.Batch(() =>
        {
            InstallNodes();
            missing.ForEach(one => InstallPrevious(one.Application, one.Manifests));
        });
        await simulation.WhenIdleAsync();
        store.Batch(() => missing.ForEach(one => ReleasePresent(one.Application, one.Manifests)));
    }

    private void InstallNodes()
    {
        if (store.List("", "nodes").Count > 0)
        {
            return;
        }

        // An API server has made its own namespaces already.
        foreach (var manifest in catalog.Manifests(ApplicationFiles.Cluster).Where(manifest => store.Find(TypeOf(manifest).Key(manifest.Namespace(), manifest.Name())) is null))
        {
            Create(manifest, manifest.Kind() == "Node" ? Actor.Kubelet(manifest.Name()) : Developer("kubeadm"));
        }
    }

    private void InstallPrevious(Application application, IReadOnlyList<JsonObject> manifests)
    {
        var developer = Developer("kubectl-client-side-apply");
        foreach (var manifest in manifests)
        {
            var previous = PreviousImage(application, manifest);
            Create(previous is null ? manifest : Release(manifest, previous, replicas: 0), developer);
        }
    }

    private void ReleasePresent(Application application, IReadOnlyList<JsonObject> manifests)
    {
        foreach (var manifest in manifests.Where(manifest => PreviousImage(application, manifest) is not null))
        {
            store.Update(
                TypeOf(manifest).Key(manifest.Namespace(), manifest.Name()),
                installed =>
                {
                    var present = Release(installed, Image(manifest), manifest.Replicas());
                    return admission.AdmitChange(TypeOf(manifest), installed, present, "");
                },
                Developer("kubectl-client-side-apply"));
        }
    }

    private static string? PreviousImage(Application application, JsonObject manifest) =>
        manifest.Kind() == "Deployment" ? application.Previous.GetValueOrDefault(manifest.Name()) : null;

    private static string Image(JsonObject deployment) => deployment.Objects("spec", "template", "spec", "containers").First().Text("image")!;

    private static JsonObject Release(JsonObject deployment, string image, int replicas)
    {
        var release = deployment.Copy();
        release.Ensure("metadata", "annotations")["kubernetes.io/change-cause"] = $"release {deployment.Name()} {image[(image.LastIndexOf(':') + 1)..]}";
        release.Objects("spec", "template", "spec", "containers").First()["image"] = image;
        release["spec"]!["replicas"] = replicas;
        return release;
    }

    private void Create(JsonObject manifest, Actor actor)
    {
        var type = TypeOf(manifest);
        var admitted = manifest.Copy();
        var status = manifest["status"]?.DeepClone();
        admission.AdmitNew(type, admitted);
        if (status is not null)
        {
            admitted["status"] = status;
        }

        store.Create(type.Key(manifest.Namespace(), manifest.Name()), admitted, actor);
    }

    private ResourceType TypeOf(JsonObject manifest) => store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())
        ?? throw new InvalidDataException($"The manifests hold a {manifest.ApiVersion()} {manifest.Kind()}, a kind that the API server does not serve.");
}
