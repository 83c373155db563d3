using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Support.Healing;

/// <summary>The runbook of those who have only one: whatever it is, restart it.</summary>
internal static class RestartBook
{
    private static readonly ObjectKey Key = new("autocura.cognitiva.io", "runbooks", "autocura-cognitiva", "restart-it");

    public static void Put(ObjectStore store) => store.Create(
        Key,
        new JsonObject
        {
            ["apiVersion"] = "autocura.cognitiva.io/v1alpha1",
            ["kind"] = "Runbook",
            ["metadata"] = new JsonObject { ["name"] = Key.Name, ["namespace"] = Key.Namespace },
            ["spec"] = new JsonObject { ["trigger"] = new JsonObject(), ["steps"] = new JsonArray(new JsonObject { ["action"] = "RestartDeployment" }) },
        },
        Actor.ApiServer);
}
