using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads how a workload replaces its pods, percentages resolved as its controller resolves them: surge rounded up, unavailable rounded down, never both zero.</summary>
internal static class RolloutStrategy
{
    private const string Quarter = "25%";

    public static RolloutView View(JsonObject workload, int replicas)
    {
        if (workload.Text("spec", "strategy", "type") == "Recreate")
        {
            return new RolloutView(0, replicas);
        }

        if (workload.Text("kind") is "StatefulSet" or "DaemonSet")
        {
            var rolling = workload.At("spec", "updateStrategy", "rollingUpdate");
            return new RolloutView(Pods(rolling.At("maxSurge"), replicas, up: true) ?? 0, Math.Max(1, Pods(rolling.At("maxUnavailable"), replicas, up: false) ?? 1));
        }

        var strategy = workload.At("spec", "strategy", "rollingUpdate");
        var surge = Pods(strategy.At("maxSurge") ?? Quarter, replicas, up: true) ?? 1;
        var unavailable = Pods(strategy.At("maxUnavailable") ?? Quarter, replicas, up: false) ?? 0;
        return new RolloutView(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    private static int? Pods(JsonNode? number, int replicas, bool up)
    {
        var text = number?.ToString();
        if (text is null || !double.TryParse(text.TrimEnd('%'), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var pods = text.EndsWith('%') ? value * replicas / 100 : value;
        return (int)(up ? Math.Ceiling(pods) : Math.Floor(pods));
    }
}
