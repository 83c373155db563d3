using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>The images that a node has pulled, as its status lists them. A container that need not pull anew starts from them.</summary>
internal static class NodeImages
{
    private const int MostListed = 50;
    private const long Size = 96L << 20;

    public static bool Has(JsonNode? node, string image) => node.Objects("status", "images").Any(known => known.Texts("names").Contains(image));

    public static void Add(ObjectStore store, string node, IEnumerable<string> images, Actor actor)
    {
        var key = ObjectKey.Core("nodes", null, node);
        var fresh = images.Where(image => !Has(store.Find(key), image)).Distinct().ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        store.Update(
            key,
            changed =>
            {
                var listed = changed.Objects("status", "images").Select(known => known.Copy()).Concat(fresh.Select(Listed)).TakeLast(MostListed);
                changed.Ensure("status")["images"] = new JsonArray([.. listed]);
                return changed;
            },
            actor);
    }

    private static JsonObject Listed(string image) => new() { ["names"] = new JsonArray(JsonValue.Create(image)), ["sizeBytes"] = Size };
}
