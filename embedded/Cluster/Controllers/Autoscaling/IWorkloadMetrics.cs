using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>
/// A source of metrics beyond cores and bytes, as an adapter is on a real cluster. Null means that it does not know the metric; another source may.
/// </summary>
internal interface IWorkloadMetrics
{
    /// <summary>The values of a metric from outside of the cluster, one for each series that the selector takes.</summary>
    IReadOnlyList<double>? External(string ns, string metric, JsonNode? selector);

    /// <summary>The value of a metric of one object.</summary>
    double? OfObject(string ns, JsonNode describedObject, JsonNode metric);

    /// <summary>The values of a metric of pods, by their names.</summary>
    IReadOnlyDictionary<string, double>? OfPods(IReadOnlyList<JsonObject> pods, JsonNode metric);
}
