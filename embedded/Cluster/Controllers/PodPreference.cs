using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Which pods a ReplicaSet gives up first: those without a node, not running, not ready, cheap by their deletion cost, on nodes that hold more of its
/// pods, ready for a shorter time, restarted more often, younger.
/// </summary>
internal static class PodPreference
{
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    /// <summary>The pods, first to go first. <paramref name="related"/> are all pods whose share of a node counts.</summary>
    public static IEnumerable<JsonObject> FirstToGo(IEnumerable<JsonObject> pods, IReadOnlyCollection<JsonObject> related)
    {
        var crowd = related.Where(PodTemplates.IsActive).GroupBy(Node).ToDictionary(group => group.Key, group => group.Count());
        return pods
            .OrderBy(pod => Node(pod).Length > 0)
            .ThenBy(Phase)
            .ThenBy(PodTemplates.IsReady)
            .ThenBy(Cost)
            .ThenByDescending(pod => crowd.GetValueOrDefault(Node(pod)))
            .ThenByDescending(pod => PodTemplates.ReadySince(pod) ?? DateTimeOffset.MinValue)
            .ThenByDescending(PodTemplates.Restarts)
            .ThenByDescending(pod => pod.Created())
            .ThenBy(pod => pod.Name(), StringComparer.Ordinal);
    }

    private static string Node(JsonNode pod) => pod.Text("spec", "nodeName") ?? "";

    private static int Phase(JsonNode pod) => pod.Text("status", "phase") switch
    {
        "Running" => 2,
        "Unknown" => 1,
        _ => 0,
    };

    private static int Cost(JsonNode pod) =>
        int.TryParse(pod.Annotation(DeletionCost), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;
}
