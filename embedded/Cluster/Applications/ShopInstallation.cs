using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// Puts three nodes and the shop into a new cluster: each Deployment first as its previous release without pods, then as the present one, so that there is a
/// revision to go back to.
/// </summary>
public sealed class ShopInstallation
{
    private const string Resource = "Applications.shop.manifests.json";
    private readonly ObjectStore store;
    private readonly Simulation simulation;
    private readonly ObjectAdmission admission;
    private readonly JsonObject manifests;

    public ShopInstallation(ObjectStore store, Simulation simulation)
    {
        this.store = store;
        this.simulation = simulation;
        admission = new ObjectAdmission(store, simulation.Time);
        using var stream = typeof(ShopInstallation).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in this assembly.");
        manifests = JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>Who installed the shop, and who changes it in the scenarios.</summary>
    public static Actor Developer(string manager) => new("shop-developer", "kubectl/v1.34.0", manager);

    /// <summary>Installs what is missing and returns when the releases are under way; does nothing in a cluster that has nodes already.</summary>
    public async Task InstallAsync()
    {
        if (store.List("", "nodes").Count > 0)
        {
            return;
        }

        store.Batch(InstallPrevious);
        await simulation.WhenIdleAsync();
        store.Batch(ReleasePresent);
    }

    private void InstallPrevious()
    {
        foreach (var node in manifests.Objects("nodes"))
        {
            Create(node, Actor.Kubelet(node.Name()));
        }

        var developer = Developer("kubectl-client-side-apply");
        foreach (var manifest in manifests.Objects("objects"))
        {
            Create(manifest, developer);
        }

        foreach (var release in manifests.Objects("releases"))
        {
            var deployment = release.Child("deployment")!.Copy();
            deployment["spec"]!["replicas"] = 0;
            Release(deployment, release.Text("previousImage")!);
            Create(deployment, developer);
        }
    }

    private void ReleasePresent()
    {
        foreach (var deployment in manifests.Objects("releases").Select(release => release.Child("deployment")!))
        {
            store.Update(
                ObjectKey.Apps("deployments", deployment.Namespace()!, deployment.Name()),
                installed =>
                {
                    var present = installed.Copy();
                    present["spec"]!["replicas"] = deployment.Replicas();
                    Release(present, deployment.Objects("spec", "template", "spec", "containers").First().Text("image")!);
                    return admission.AdmitChange(TypeOf(deployment), installed, present, "");
                },
                Developer("kubectl-client-side-apply"));
        }
    }

    private static JsonObject Release(JsonObject deployment, string image)
    {
        deployment.Ensure("metadata", "annotations")["kubernetes.io/change-cause"] = $"release {deployment.Name()} {image[(image.LastIndexOf(':') + 1)..]}";
        deployment.Objects("spec", "template", "spec", "containers").First()["image"] = image;
        return deployment;
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
        ?? throw new InvalidDataException($"{Resource} holds a {manifest.ApiVersion()} {manifest.Kind()}, a kind that the API server does not serve.");
}
