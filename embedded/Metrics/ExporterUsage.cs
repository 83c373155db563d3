using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>What running containers use, under the kubelet's names.</summary>
internal static class ExporterUsage
{
    public static void Write(ExporterFamilies families, JsonObject pod, IPodUsage usage)
    {
        foreach (var container in usage.Of(pod))
        {
            var image = Spec(pod, container.Container).Text("image");
            (string, string?)[] who =
            [
                ("namespace", pod.Namespace()), ("pod", pod.Name()), ("container", container.Container), ("node", pod.Text("spec", "nodeName")), ("image", image),
            ];
            families.Gauge("container_memory_working_set_bytes", "Current working set of the container in bytes", container.MemoryBytes, who);
            families.Counter("container_cpu_usage_seconds_total", "Cumulative cpu time consumed by the container in core-seconds", container.CpuSeconds, who);
            if (Limit(pod, container.Container) is not null)
            {
                families.Counter("container_cpu_cfs_throttled_seconds_total", "Total time duration the container has been throttled", container.ThrottledSeconds, who);
                families.Counter("container_cpu_cfs_periods_total", "Number of elapsed enforcement period intervals", container.Periods, who);
                families.Counter("container_cpu_cfs_throttled_periods_total", "Number of throttled period intervals", container.ThrottledPeriods, who);
            }
        }
    }

    private static JsonObject? Spec(JsonObject pod, string container) => pod.Objects("spec", "containers").FirstOrDefault(known => known.Text("name") == container);

    private static JsonNode? Limit(JsonObject pod, string container) => Spec(pod, container).At("resources", "limits", "cpu");
}
