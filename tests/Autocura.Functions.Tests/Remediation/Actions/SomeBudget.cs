using System.Text.Json.Nodes;

namespace Autocura.Functions.Tests.Remediation.Actions;

/// <summary>A disruption budget that finds its pods by an expression.</summary>
internal static class SomeBudget
{
    public static JsonObject Of(string name, string app, int minAvailable) => new()
    {
        ["apiVersion"] = "policy/v1",
        ["kind"] = "PodDisruptionBudget",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["spec"] = new JsonObject
        {
            ["minAvailable"] = minAvailable,
            ["selector"] = new JsonObject
            {
                ["matchExpressions"] = new JsonArray(new JsonObject { ["key"] = "app.kubernetes.io/name", ["operator"] = "In", ["values"] = new JsonArray(app) }),
            },
        },
    };
}
