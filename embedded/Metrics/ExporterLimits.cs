using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>What bounds workloads, as kube-state-metrics shows it: quotas, disruption budgets, volume claims.</summary>
internal static class ExporterLimits
{
    private static readonly string[] ClaimPhases = ["Pending", "Bound", "Lost"];

    public static void Write(ExporterFamilies families, IReadOnlyList<JsonObject> quotas, IReadOnlyList<JsonObject> budgets, IReadOnlyList<JsonObject> claims)
    {
        foreach (var quota in quotas)
        {
            foreach (var type in (ReadOnlySpan<string>)["hard", "used"])
            {
                foreach (var (resource, _) in quota.Child("status", type) ?? [])
                {
                    families.Gauge(
                        "kube_resourcequota", "Information about resource quota.", quota.Amount("status", type, resource),
                        ("namespace", quota.Namespace()), ("resourcequota", quota.Name()), ("resource", resource), ("type", type));
                }
            }
        }

        foreach (var budget in budgets)
        {
            (string, string?)[] who = [("namespace", budget.Namespace()), ("poddisruptionbudget", budget.Name())];
            families.Gauge("kube_poddisruptionbudget_status_current_healthy", "Current number of healthy pods.", budget.Count("status", "currentHealthy"), who);
            families.Gauge("kube_poddisruptionbudget_status_desired_healthy", "Minimum desired number of healthy pods.", budget.Count("status", "desiredHealthy"), who);
            families.Gauge("kube_poddisruptionbudget_status_pod_disruptions_allowed", "Number of pod disruptions that are currently allowed.", budget.Count("status", "disruptionsAllowed"), who);
            families.Gauge("kube_poddisruptionbudget_status_expected_pods", "Total number of pods counted by this disruption budget.", budget.Count("status", "expectedPods"), who);
        }

        foreach (var claim in claims)
        {
            WriteClaim(families, claim);
        }
    }

    private static void WriteClaim(ExporterFamilies families, JsonObject claim)
    {
        (string, string?)[] who = [("namespace", claim.Namespace()), ("persistentvolumeclaim", claim.Name())];
        families.Gauge(
            "kube_persistentvolumeclaim_info", "Information about persistent volume claim.", 1,
            [.. who, ("storageclass", claim.Text("spec", "storageClassName")), ("volumename", claim.Text("spec", "volumeName"))]);
        families.Gauge("kube_persistentvolumeclaim_resource_requests_storage_bytes", "The capacity of storage requested by the persistent volume claim.", claim.Amount("spec", "resources", "requests", "storage"), who);
        foreach (var phase in ClaimPhases)
        {
            families.Gauge("kube_persistentvolumeclaim_status_phase", "The phase the persistent volume claim is currently in.", claim.Text("status", "phase") == phase ? 1 : 0, [.. who, ("phase", phase)]);
        }
    }
}
