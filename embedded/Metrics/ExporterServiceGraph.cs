using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// Who calls whom as the service graph connector of the OpenTelemetry Collector makes it of traces: names of workloads, namespaces as its dimension
/// k8s.namespace.name. Calls that nobody answers are failed calls of the caller to the peer it names, as its virtual nodes are.
/// </summary>
internal static class ExporterServiceGraph
{
    private const string Requests = "traces_service_graph_request_total";
    private const string Failed = "traces_service_graph_request_failed_total";
    private const string Seconds = "traces_service_graph_request_client_seconds";

    /// <summary>The connector's name for whoever makes a request that has no caller.</summary>
    private const string Outside = "user";

    public static void Write(ExporterFamilies families, TrafficCounts counted)
    {
        // Services that share a workload are one node of the graph.
        foreach (var edges in counted.Edges.GroupBy(known => (known.Edge.CallerWorkload, known.Edge.Callee.Workload, Kind(known.Edge))))
        {
            var way = Labels(edges.First().Edge, counted.Application.Namespace);
            var counts = new EdgeCounters();
            edges.ToList().ForEach(edge => counts.Add(edge.Counts));
            var codes = Enumerable.Range(0, EdgeCounters.Codes.Count).Select(counts.Code).ToList();
            families.Counter(Requests, "Total count of requests between two nodes", codes.Sum(), way);
            families.Counter(Failed, "Total count of failed requests between two nodes", codes.Sum() - codes[0], way);
            for (var i = 0; i < EdgeCounters.Bounds.Count; i++)
            {
                Histogram("_bucket", counts.Bucket(i), [.. way, ("le", ExporterRequests.Bound(EdgeCounters.Bounds[i]))]);
            }

            Histogram("_sum", counts.SumSeconds, way);
            Histogram("_count", counts.Bucket(EdgeCounters.Bounds.Count - 1), way);
        }

        void Histogram(string suffix, double value, (string, string?)[] labels) =>
            families.Histogram(Seconds, suffix, "Time for a request between two nodes as seen from the client", value, labels);
    }

    private static (string, string?)[] Labels(Edge edge, string ns) =>
    [
        ("client", edge.CallerWorkload ?? Outside), ("server", edge.Callee.Workload), ("connection_type", Kind(edge)),
        ("client_k8s_namespace_name", edge.CallerWorkload is null ? "" : ns), ("server_k8s_namespace_name", ns),
    ];

    private static string Kind(Edge edge) => edge switch
    {
        { CallerWorkload: null } => "virtual_node",
        { IsDelivery: true } => "messaging_system",
        _ => "",
    };
}
