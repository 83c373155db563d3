using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Controllers.Autoscaling;
using Autocura.Embedded.Cluster.Controllers.Batch;
using Autocura.Embedded.Metrics;

namespace Autocura.Embedded.Cluster.Extensions.Keda;

/// <summary>
/// KEDA's metrics adapter: the readings of a ScaledObject's triggers. A prometheus trigger is asked of the Prometheus that watches the cluster, whatever its
/// serverAddress; a cron trigger goes by the clock. For triggers on systems that are not here there is no reading.
/// </summary>
internal sealed class TriggerMetrics(ObjectStore store, TimeProvider time, Func<IPrometheus?> prometheus) : IWorkloadMetrics
{
    private const double OutsideOfWindow = 1;

    public IReadOnlyList<double>? External(string ns, string metric, JsonNode? selector)
    {
        var name = selector.Text("matchLabels", ScaledObjectMetrics.OwnerLabel) ?? "";
        var triggers = store.Find(new ObjectKey(ScaledObjectController.Group, "scaledobjects", ns, name)).Objects("spec", "triggers").ToList();
        var index = triggers.FindIndex(trigger => ScaledObjectMetrics.ExternalName(trigger, triggers.IndexOf(trigger)) == metric);
        return index < 0 ? null : Read(triggers[index]) is { } reading ? [reading] : null;
    }

    public double? OfObject(string ns, JsonNode describedObject, JsonNode metric) => null;

    public IReadOnlyDictionary<string, double>? OfPods(IReadOnlyList<JsonObject> pods, JsonNode metric) => null;

    private double? Read(JsonObject trigger) => trigger.Text("type") switch
    {
        "prometheus" => Ask(trigger),
        "cron" => Scheduled(trigger),
        _ => null,
    };

    /// <summary>Of nothing, nothing is asked for; several elements are no reading.</summary>
    private double? Ask(JsonObject trigger) => prometheus()?.Ask(trigger.Text("metadata", "query") ?? "", time.GetUtcNow()) switch
    {
        null => null,
        [] => trigger.Text("metadata", "ignoreNullValues") == "false" ? null : 0,
        [var value] => double.IsFinite(value) ? value : null,
        _ => null,
    };

    /// <summary>The replicas wanted while the window is open: its end comes before its next start.</summary>
    private double? Scheduled(JsonObject trigger)
    {
        var replicas = trigger.Text("metadata", "desiredReplicas");
        if (!int.TryParse(replicas, CultureInfo.InvariantCulture, out var wanted) || !TimeZoneInfo.TryFindSystemTimeZoneById(trigger.Text("metadata", "timezone") ?? "UTC", out var zone))
        {
            return null;
        }

        try
        {
            var start = CronSchedule.Parse(trigger.Text("metadata", "start") ?? "", zone).Next(time.GetUtcNow());
            var end = CronSchedule.Parse(trigger.Text("metadata", "end") ?? "", zone).Next(time.GetUtcNow());
            return end < start ? wanted : OutsideOfWindow;
        }
        catch (FormatException)
        {
            // A schedule that says nothing gives no reading, and the autoscaler says that it has none.
            return null;
        }
    }
}
