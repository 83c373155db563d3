using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// What a Prometheus sees of the simulated cluster: the state of its objects under the names of kube-state-metrics, what containers use under those of the
/// kubelet, and the requests of the applications. Worked out at each scrape, but for objects that are as they were.
/// </summary>
public sealed class Exporter
{
    private readonly ObjectStore store;
    private readonly IPodUsage usage;
    private readonly Traffic traffic;
    private volatile ExporterMemory? last;

    internal Exporter(ObjectStore store, IPodUsage usage, Traffic traffic)
    {
        this.store = store;
        this.usage = usage;
        this.traffic = traffic;
    }

    /// <summary>Every family with its samples, as of now.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        var memory = new ExporterMemory(last);
        var families = Read(new ExporterFamilies(memory));
        last = memory.Ended();
        return families;
    }

    /// <summary>The same in the Prometheus text format.</summary>
    public string ReadText() => ExpositionText.Write(Read());

    private List<MetricFamily> Read(ExporterFamilies families)
    {
        var pods = List("", "pods");
        families.Each(pods, ExporterPods.Write);
        foreach (var pod in pods) ExporterUsage.Write(families, pod, usage);
        families.Each(List("apps", "deployments"), ExporterWorkloads.WriteDeployment);
        families.Each(List("apps", "replicasets"), ExporterWorkloads.WriteReplicaSet);
        families.Each(List("apps", "statefulsets"), ExporterWorkloads.WriteStatefulSet);
        families.Each(List("apps", "daemonsets"), ExporterWorkloads.WriteDaemonSet);
        families.Each(List("", "services"), ExporterCluster.WriteService);
        families.Each(List("", "endpoints"), ExporterCluster.WriteEndpoints);
        families.Each(List("", "nodes"), ExporterCluster.WriteNode);
        families.Each(List("", "namespaces"), ExporterCluster.WriteNamespace);
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

    private IReadOnlyList<JsonObject> List(string group, string plural) => store.List(group, plural);
}
