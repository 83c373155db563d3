using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>Autoscalers as kube-state-metrics shows them: what they scale, between which bounds, and how far they have gone.</summary>
internal static class ExporterAutoscalers
{
    private const string Prefix = "kube_horizontalpodautoscaler_";

    public static void Write(ExporterFamilies families, IReadOnlyList<JsonObject> autoscalers)
    {
        foreach (var autoscaler in autoscalers)
        {
            (string, string?)[] who = [("namespace", autoscaler.Namespace()), ("horizontalpodautoscaler", autoscaler.Name())];
            var scaled = autoscaler.Child("spec", "scaleTargetRef");
            families.Gauge(
                Prefix + "info", "Information about this autoscaler.", 1,
                [.. who, ("scaletargetref_api_version", scaled.Text("apiVersion")), ("scaletargetref_kind", scaled.Text("kind")), ("scaletargetref_name", scaled.Text("name"))]);
            families.Gauge(Prefix + "spec_min_replicas", "Lower limit for the number of pods that can be set by the autoscaler, default 1.", autoscaler.Whole("spec", "minReplicas") ?? 1, who);
            families.Gauge(Prefix + "spec_max_replicas", "Upper limit for the number of pods that can be set by the autoscaler.", autoscaler.Count("spec", "maxReplicas"), who);
            families.Gauge(Prefix + "status_current_replicas", "Current number of replicas of pods managed by this autoscaler.", autoscaler.Count("status", "currentReplicas"), who);
            families.Gauge(Prefix + "status_desired_replicas", "Desired number of replicas of pods managed by this autoscaler.", autoscaler.Count("status", "desiredReplicas"), who);
            foreach (var condition in autoscaler.Objects("status", "conditions"))
            {
                families.Condition(Prefix + "status_condition", "The condition of this autoscaler.", condition.Text("status"), [.. who, ("condition", condition.Text("type"))]);
            }

            WriteMetrics(families, autoscaler, who);
        }
    }

    /// <summary>What each metric was measured at: its share of the request in percent, its average for each pod, or its value.</summary>
    private static void WriteMetrics(ExporterFamilies families, JsonObject autoscaler, (string, string?)[] who)
    {
        foreach (var metric in autoscaler.Objects("status", "currentMetrics"))
        {
            var type = metric.Text("type") ?? "";
            var source = metric.At(char.ToLowerInvariant(type.FirstOrDefault()) + type[Math.Min(1, type.Length)..]);
            var name = source.Text("name") ?? source.Text("metric", "name");
            foreach (var (target, field) in ((string, string)[])[("utilization", "averageUtilization"), ("average", "averageValue"), ("value", "value")])
            {
                if (source.At("current", field) is not null)
                {
                    families.Gauge(
                        Prefix + "status_target_metric", "The current metric status used by this autoscaler when calculating the desired replica count.", source.Amount("current", field),
                        [.. who, ("metric_name", name), ("metric_target_type", target)]);
                }
            }
        }
    }
}
