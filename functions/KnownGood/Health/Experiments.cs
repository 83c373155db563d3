using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Health;

/// <summary>Chaos Mesh's experiments, as far as they keep a namespace from being called healthy.</summary>
internal static class Experiments
{
    /// <summary>Those that the app may read; many clusters serve none of them.</summary>
    public static readonly IReadOnlyList<ResourceKind> Kinds =
    [
        .. new[] { "PodChaos", "NetworkChaos", "HTTPChaos", "StressChaos", "IOChaos", "JVMChaos" }
            .Select(kind => new ResourceKind("chaos-mesh.org", "v1alpha1", kind, kind.ToLowerInvariant())),
    ];

    /// <summary>Injected or about to be, and not over.</summary>
    public static bool IsRunning(JsonObject experiment) =>
        experiment.Text("metadata", "annotations", "experiment.chaos-mesh.org/pause") != "true"
        && !experiment.Items("status", "conditions").Any(condition => condition.Text("type") == "AllRecovered" && condition.Text("status") == "True");

    /// <summary>The namespaces it works on: those it selects, else its own.</summary>
    public static IEnumerable<string> Namespaces(JsonObject experiment)
    {
        var selected = experiment.Texts("spec", "selector", "namespaces").Concat(experiment.Texts("spec", "target", "selector", "namespaces")).Distinct().ToList();
        return selected.Count > 0 ? selected : [experiment.Text("metadata", "namespace") ?? ""];
    }
}
