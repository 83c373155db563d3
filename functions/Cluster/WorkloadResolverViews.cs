using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>The few fields by which objects refer to one another.</summary>
internal static class WorkloadResolverViews
{
    /// <summary>The owner that keeps the object alive; of several owners only one can be it.</summary>
    public static (string Kind, string Name)? Controller(this JsonObject item)
    {
        var controller = (item["metadata"]?["ownerReferences"] as JsonArray ?? []).FirstOrDefault(owner => owner?["controller"]?.GetValue<bool>() == true);
        return controller is null ? null : (controller["kind"]!.GetValue<string>(), controller["name"]!.GetValue<string>());
    }

    public static IReadOnlyDictionary<string, string> Selector(this JsonObject service) => Texts(service["spec"]?["selector"]);

    public static IReadOnlyDictionary<string, string> PodLabels(this JsonObject workload) => Texts(workload["spec"]?["template"]?["metadata"]?["labels"]);

    public static bool Meet(this IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> selector) =>
        selector.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value);

    private static Dictionary<string, string> Texts(JsonNode? map) =>
        (map as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => entry.Value?.GetValue<string>() ?? "");
}

/// <summary>A workload behind a Service, and whether it has fewer ready pods than it wants.</summary>
internal sealed record SelectedWorkload(string Kind, string Name, bool LacksPods)
{
    public static SelectedWorkload Of(string kind, JsonObject workload)
    {
        var status = workload["status"];
        var (wanted, ready) = kind == Kinds.DaemonSet.Kind
            ? (Number(status?["desiredNumberScheduled"], 0), Number(status?["numberReady"], 0))
            : (Number(workload["spec"]?["replicas"], 1), Number(status?["readyReplicas"], 0));
        return new SelectedWorkload(kind, workload["metadata"]!["name"]!.GetValue<string>(), ready < wanted);
    }

    public WorkloadRef In(string cluster, string ns) => new(cluster, Kind, ns, Name);

    private static int Number(JsonNode? value, int missing) => value?.GetValue<int>() ?? missing;
}
