using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>HorizontalPodAutoscalers in their older form, which knows one metric: the CPU use. <c>kubectl autoscale</c> writes it.</summary>
internal static class AutoscalerViews
{
    private const string Target = "targetCPUUtilizationPercentage";

    public static void ToOlder(JsonObject autoscaler)
    {
        var spec = autoscaler.Ensure("spec");
        var cpu = spec.Items("metrics").FirstOrDefault(metric => metric.Text("resource", "name") == "cpu");
        if (cpu.Number("resource", "target", "averageUtilization") is { } target)
        {
            spec[Target] = target;
        }

        spec.Remove("metrics");
        spec.Remove("behavior");
        var status = autoscaler.Child("status");
        status?.Remove("conditions");
        status?.Remove("currentMetrics");
    }

    public static void ToNewer(JsonObject autoscaler)
    {
        var spec = autoscaler.Ensure("spec");
        if (spec.Number(Target) is { } target)
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = target } },
            });
        }

        spec.Remove(Target);
    }
}
