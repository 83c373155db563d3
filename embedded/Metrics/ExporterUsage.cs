using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Metrics;

/// <summary>What running containers use, from the profile of their image and since when they run: the kubelet's names.</summary>
internal static class ExporterUsage
{
    private const double Mi = 1 << 20;

    public static void Write(ExporterFamilies families, JsonObject pod, ImageCatalog images, DateTimeOffset now)
    {
        foreach (var status in pod.Objects("status", "containerStatuses"))
        {
            if (status.Time("state", "running", "startedAt") is not { } started)
            {
                continue;
            }

            var profile = images.Find(status.Text("image") ?? "");
            var runs = Math.Max(0, (now - started).TotalSeconds);
            var grown = profile.MemoryGrowsForSeconds > 0 ? Math.Min(1, (runs + 0.2) / (profile.MemoryGrowsForSeconds + 0.2)) : 1;
            var limit = Limit(pod, status.Text("name"));
            (string, string?)[] who =
            [
                ("namespace", pod.Namespace()), ("pod", pod.Name()), ("container", status.Text("name")), ("node", pod.Text("spec", "nodeName")), ("image", status.Text("image")),
            ];
            families.Gauge("container_memory_working_set_bytes", "Current working set of the container in bytes", Math.Min(limit, Math.Round(profile.MemoryMi * Mi * grown)), who);
            families.Counter("container_cpu_usage_seconds_total", "Cumulative cpu time consumed by the container in core-seconds", Math.Round(runs * profile.CpuMillis / 1000, 6), who);
        }
    }

    private static double Limit(JsonObject pod, string? container)
    {
        var spec = pod.Objects("spec", "containers").FirstOrDefault(known => known.Text("name") == container);
        return spec.Amount("resources", "limits", "memory") is > 0 and var limit ? limit : double.MaxValue;
    }
}
