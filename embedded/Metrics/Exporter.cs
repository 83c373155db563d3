using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// What a Prometheus sees of the simulated cluster: the state of its objects under the names of kube-state-metrics, what containers use under those of the
/// kubelet, and the requests of the applications. Worked out from the store at each scrape; nothing is kept.
/// </summary>
public sealed class Exporter
{
    private readonly ObjectStore store;
    private readonly IPodUsage usage;
    private readonly Traffic traffic;

    internal Exporter(ObjectStore store, IPodUsage usage, Traffic traffic)
    {
        this.store = store;
        this.usage = usage;
        this.traffic = traffic;
    }

    /// <summary>Every family with its samples, as of now.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        var families = new ExporterFamilies();
        foreach (var pod in store.List("", "pods"))
        {
            ExporterPods.Write(families, pod);
            ExporterUsage.Write(families, pod, usage);
        }

        ExporterWorkloads.Write(families, List("apps", "deployments"), List("apps", "replicasets"));
        ExporterWorkloads.WriteSets(families, List("apps", "statefulsets"), List("apps", "daemonsets"));
        ExporterCluster.Write(families, List("", "services"), List("", "endpoints"));
        ExporterCluster.WriteNodes(families, List("", "nodes"), List("", "namespaces"));
        ExporterAutoscalers.Write(families, List("autoscaling", "horizontalpodautoscalers"));
        ExporterBatch.Write(families, List("batch", "jobs"), List("batch", "cronjobs"));
        ExporterLimits.Write(families, List("", "resourcequotas"), List("policy", "poddisruptionbudgets"), List("", "persistentvolumeclaims"));
        foreach (var counts in traffic.Read())
        {
            if (counts.Application.Users.AsksApiServer)
            {
                ExporterApiServer.Write(families, counts);
                continue;
            }

            ExporterRequests.Write(families, counts);
            ExporterEdges.Write(families, counts);
            ExporterServiceGraph.Write(families, counts);
        }

        return families.ToList();
    }

    /// <summary>The same in the Prometheus text format.</summary>
    public string ReadText() => ExpositionText.Write(Read());

    private IReadOnlyList<JsonObject> List(string group, string plural) => store.List(group, plural);
}
