using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class ExporterLimitsTests
{
    [Fact]
    public async Task Jobs_budgets_claims_and_autoscalers_are_shown_as_kube_state_metrics_shows_them()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 2 }, new ImageProfile { Image = "web:1", CpuMillis = 90 });
        var web = Manifests.Deployment("web", 1, "web:1");
        web.Objects("spec", "template", "spec", "containers").First()["resources"] = Manifests.Parse("""{ "requests": { "cpu": "100m" } }""");
        cluster.Create(web);
        foreach (var manifest in Others)
        {
            cluster.Create(Manifests.Parse(manifest));
        }

        await cluster.RunAsync(TimeSpan.FromSeconds(390));

        var text = cluster.Simulation.Exporter.ReadText();
        foreach (var line in Expected)
        {
            text.ShouldContain(line);
        }
    }

    private static IEnumerable<string> Others =>
    [
        """{ "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "report", "namespace": "test" }, "spec": { "template": { "spec": { "restartPolicy": "Never", "containers": [{ "name": "app", "image": "app:1" }] } } } }""",
        """{ "apiVersion": "batch/v1", "kind": "CronJob", "metadata": { "name": "nightly", "namespace": "test" }, "spec": { "schedule": "0 3 * * *", "suspend": true, "concurrencyPolicy": "Allow", "jobTemplate": { "spec": {} } } }""",
        """{ "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": { "name": "keep", "namespace": "test" }, "spec": { "minAvailable": 1, "selector": { "matchLabels": { "app": "web" } } } }""",
        """{ "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": { "name": "disk", "namespace": "test" }, "spec": { "storageClassName": "none", "resources": { "requests": { "storage": "1Gi" } } } }""",
        """{ "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "web", "namespace": "test" }, "spec": { "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" }, "maxReplicas": 1, "metrics": [{ "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 50 } } }] } }""",
    ];

    private static IEnumerable<string> Expected =>
    [
        "kube_job_complete{namespace=\"test\",job_name=\"report\",condition=\"true\"} 1\n",
        "kube_job_status_succeeded{namespace=\"test\",job_name=\"report\"} 1\n",
        "kube_cronjob_spec_suspend{namespace=\"test\",cronjob=\"nightly\"} 1\n",
        "kube_poddisruptionbudget_status_pod_disruptions_allowed{namespace=\"test\",poddisruptionbudget=\"keep\"} 0\n",
        "kube_persistentvolumeclaim_status_phase{namespace=\"test\",persistentvolumeclaim=\"disk\",phase=\"Pending\"} 1\n",
        "kube_horizontalpodautoscaler_status_condition{namespace=\"test\",horizontalpodautoscaler=\"web\",condition=\"ScalingLimited\",status=\"true\"} 1\n",
        "kube_horizontalpodautoscaler_status_target_metric{namespace=\"test\",horizontalpodautoscaler=\"web\",metric_name=\"cpu\",metric_target_type=\"utilization\"} 90\n",
    ];
}
