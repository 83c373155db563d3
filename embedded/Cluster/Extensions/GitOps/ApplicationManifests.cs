using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>What an Argo CD Application wants in the cluster: each manifest in its namespace, with the annotation by which the controller knows it again.</summary>
internal static class ApplicationManifests
{
    public const string TrackingAnnotation = "argocd.argoproj.io/tracking-id";

    public static List<JsonObject> Of(JsonObject application, ManifestFolder folder, ResourceCatalog catalog) =>
        [.. folder.Manifests.Select(manifest => Prepare(application, manifest, catalog))];

    /// <summary>The name of the Application that an object belongs to; null when it belongs to none.</summary>
    public static string? Owner(JsonObject obj) => obj.Annotation(TrackingAnnotation)?.Split(':')[0];

    private static JsonObject Prepare(JsonObject application, JsonObject manifest, ResourceCatalog catalog)
    {
        var wanted = manifest.Copy();
        var type = catalog.FindKind(wanted.ApiVersion(), wanted.Kind());
        if (type is { Namespaced: true } && wanted.Namespace() is null)
        {
            wanted.Ensure("metadata")["namespace"] = application.Text("spec", "destination", "namespace") ?? "default";
        }

        wanted.Ensure("metadata", "annotations")[TrackingAnnotation] = $"{application.Name()}:{type?.Group ?? ""}/{wanted.Kind()}:{wanted.Namespace()}/{wanted.Name()}";
        return wanted;
    }
}
