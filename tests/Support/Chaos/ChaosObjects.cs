using System.Text.Json.Nodes;

namespace Autocura.Support.Chaos;

/// <summary>What stands in the way of some cures.</summary>
internal static class ChaosObjects
{
    /// <summary>A disruption budget that lets no pod go.</summary>
    public static JsonObject Budget(string app) => new()
    {
        ["apiVersion"] = "policy/v1",
        ["kind"] = "PodDisruptionBudget",
        ["metadata"] = Named(app),
        ["spec"] = new JsonObject { ["maxUnavailable"] = 0, ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = app } } },
    };

    /// <summary>What Argo CD syncs by itself, from a repository that is not there.</summary>
    public static JsonObject Application() => new()
    {
        ["apiVersion"] = "argoproj.io/v1alpha1",
        ["kind"] = "Application",
        ["metadata"] = Named("store"),
        ["spec"] = new JsonObject
        {
            ["project"] = "default",
            ["source"] = new JsonObject { ["repoURL"] = "https://git.example.org/store", ["path"] = "deploy" },
            ["destination"] = new JsonObject { ["server"] = "https://kubernetes.default.svc", ["namespace"] = ChaosWorld.Store },
            ["syncPolicy"] = new JsonObject { ["automated"] = new JsonObject { ["selfHeal"] = true } },
        },
    };

    private static JsonObject Named(string name) => new() { ["name"] = name, ["namespace"] = ChaosWorld.Store };
}
