using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>Keeps <c>metadata.managedFields</c>: which writer set what, and when.</summary>
internal static class FieldOwnership
{
    public static void Track(JsonObject? before, JsonObject after, Actor actor, string now)
    {
        var others = before.Items("metadata", "managedFields")
            .Where(entry => entry.Text("manager") != actor.FieldManager || entry.Text("operation") != "Update")
            .Select(entry => entry!.DeepClone());
        var mine = new JsonObject { ["manager"] = actor.FieldManager, ["operation"] = "Update", ["apiVersion"] = after.ApiVersion(), ["time"] = now };
        after.Ensure("metadata")["managedFields"] = new JsonArray([.. others, mine]);
    }
}
