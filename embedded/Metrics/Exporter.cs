using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Shop;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// What a Prometheus sees of the simulated cluster: the state of its objects under the names of kube-state-metrics, what containers use under those of the
/// kubelet, and the requests of the shop. Worked out from the store at each scrape; nothing is kept.
/// </summary>
public sealed class Exporter
{
    private readonly ObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ImageCatalog _images;
    private readonly Traffic _traffic;

    internal Exporter(ObjectStore store, TimeProvider time, ImageCatalog images, Traffic traffic)
    {
        _store = store;
        _time = time;
        _images = images;
        _traffic = traffic;
    }

    /// <summary>Every family with its samples, as of now.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        var families = new ExporterFamilies();
        foreach (var pod in _store.List("", "pods"))
        {
            ExporterPods.Write(families, pod);
            ExporterUsage.Write(families, pod, _images, _time.GetUtcNow());
        }

        ExporterWorkloads.Write(families, List("apps", "deployments"), List("apps", "replicasets"));
        ExporterWorkloads.WriteSets(families, List("apps", "statefulsets"), List("apps", "daemonsets"));
        ExporterCluster.Write(families, List("", "services"), List("", "endpoints"));
        ExporterCluster.WriteNodes(families, List("", "nodes"), List("", "namespaces"));
        ExporterRequests.Write(families, _traffic.Model.Namespace, _traffic.Read());
        return families.ToList();
    }

    /// <summary>The same in the Prometheus text format.</summary>
    public string ReadText() => ExporterText.Write(Read());

    private IReadOnlyList<JsonObject> List(string group, string plural) => _store.List(group, plural);
}
