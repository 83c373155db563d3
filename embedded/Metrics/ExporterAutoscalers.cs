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
        }
    }
}
