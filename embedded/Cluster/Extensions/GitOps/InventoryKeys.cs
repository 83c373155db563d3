using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>The inventory of a Kustomization: <c>NAMESPACE_NAME_GROUP_KIND</c> and the version, one entry an object.</summary>
internal static class InventoryKeys
{
    public static JsonArray Write(IEnumerable<JsonObject> manifests) => [.. manifests.Select(manifest =>
    {
        var version = manifest.ApiVersion().Split('/');
        return new JsonObject { ["id"] = $"{manifest.Namespace()}_{manifest.Name()}_{(version.Length == 1 ? "" : version[0])}_{manifest.Kind()}", ["v"] = version[^1] };
    })];

    public static List<ObjectKey> Read(JsonObject kustomization, ResourceCatalog catalog) =>
        [.. kustomization.Objects("status", "inventory", "entries").Select(entry => Key(entry, catalog)).OfType<ObjectKey>()];

    private static ObjectKey? Key(JsonObject entry, ResourceCatalog catalog) => entry.Text("id")?.Split('_') is [var ns, var name, var group, var kind]
        ? catalog.FindKind(group.Length == 0 ? entry.Text("v") : $"{group}/{entry.Text("v")}", kind)?.Key(ns.Length == 0 ? null : ns, name)
        : null;
}
