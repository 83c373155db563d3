using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Keda;

/// <summary>The metrics of the autoscaler that a ScaledObject's triggers come to: cpu and memory as resources of the pods, all others as external metrics.</summary>
internal static class ScaledObjectMetrics
{
    /// <summary>The label by which a metric is known to belong to a ScaledObject.</summary>
    public const string OwnerLabel = "scaledobject.keda.sh/name";

    // A cron trigger has none: its reading is the number of replicas itself.
    private static readonly string[] Thresholds = ["threshold", "targetValue", "value", "lagThreshold", "queueLength", "listLength"];

    public static IEnumerable<JsonObject> Of(JsonObject scaled) => scaled.Objects("spec", "triggers").Select((trigger, index) => IsResource(trigger) ? Resource(trigger) : External(scaled, trigger, index));

    public static bool IsResource(JsonObject trigger) => trigger.Text("type") is "cpu" or "memory";

    /// <summary>The name under which KEDA serves the metric of a trigger.</summary>
    public static string ExternalName(JsonObject trigger, int index)
    {
        var about = trigger.Text("metadata", "metricName") ?? trigger.Text("metadata", "topic") ?? trigger.Text("metadata", "queueName");
        return $"s{index}-{trigger.Text("type")}{(about is null ? "" : $"-{about.Replace('/', '-').Replace('.', '-')}")}";
    }

    private static JsonObject Resource(JsonObject trigger)
    {
        var metric = new JsonObject { ["name"] = trigger.Text("type"), ["target"] = Target(trigger) };
        if (trigger.Text("metadata", "containerName") is not { } container)
        {
            return new() { ["type"] = "Resource", ["resource"] = metric };
        }

        metric["container"] = container;
        return new() { ["type"] = "ContainerResource", ["containerResource"] = metric };
    }

    private static JsonObject Target(JsonObject trigger)
    {
        var value = trigger.Text("metadata", "value") ?? "80";
        return (trigger.Text("metricType") ?? trigger.Text("metadata", "type") ?? "Utilization") == "Utilization" && int.TryParse(value, out var percent)
            ? new() { ["type"] = "Utilization", ["averageUtilization"] = percent }
            : new() { ["type"] = "AverageValue", ["averageValue"] = value };
    }

    private static JsonObject External(JsonObject scaled, JsonObject trigger, int index)
    {
        var type = trigger.Text("metricType") == "Value" ? "Value" : "AverageValue";
        var wanted = Array.Find(Thresholds, name => trigger.Text("metadata", name) is not null);
        return new()
        {
            ["type"] = "External",
            ["external"] = new JsonObject
            {
                ["metric"] = new JsonObject
                {
                    ["name"] = ExternalName(trigger, index),
                    ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [OwnerLabel] = scaled.Name() } },
                },
                ["target"] = new JsonObject { ["type"] = type, [type == "Value" ? "value" : "averageValue"] = wanted is null ? "1" : trigger.Text("metadata", wanted) },
            },
        };
    }
}
