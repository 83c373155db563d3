namespace Autocura.Metrics;

/// <summary>
/// PromQL templates of the calls between the workloads of a namespace. Each yields the labels <c>client</c> and <c>server</c>: the names of the two
/// workloads, or of the Services in front of them.
/// </summary>
public sealed class DependencyTemplates
{
    /// <summary>Calls per second.</summary>
    public string Requests { get; set; } = "";

    /// <summary>Calls per second that failed. An edge that never failed may be missing.</summary>
    public string Failed { get; set; } = "";

    /// <summary>Latency quantile in seconds, as the caller sees it.</summary>
    public string Latency { get; set; } = "";

    /// <summary>The same quantile as the called one sees it: what the caller sees beyond it is lost on the way. Empty where only one end is measured.</summary>
    public string Served { get; set; } = "";

    /// <summary>The names that the OpenTelemetry service graph connector gives. A namespace is known when the connector adds the dimension k8s.namespace.name.</summary>
    internal static DependencyTemplates OpenTelemetry { get; } = new()
    {
        Requests = "sum by (client, server) (rate(traces_service_graph_request_total{server_k8s_namespace_name=$namespace}[$window]))",
        Failed = "sum by (client, server) (rate(traces_service_graph_request_failed_total{server_k8s_namespace_name=$namespace}[$window]))",
        Latency = "histogram_quantile($quantile, sum by (client, server, le) (rate(traces_service_graph_request_client_seconds_bucket{server_k8s_namespace_name=$namespace}[$window])))",
        Served = "histogram_quantile($quantile, sum by (client, server, le) (rate(traces_service_graph_request_server_seconds_bucket{server_k8s_namespace_name=$namespace}[$window])))",
    };

    /// <summary>Istio's names, counted by the caller's proxy: what no proxy at the other end has seen is in them too.</summary>
    internal static DependencyTemplates Istio { get; } = new()
    {
        Requests = Named("rate(istio_requests_total{reporter=\"source\",destination_workload_namespace=$namespace}[$window])"),
        Failed = Named("rate(istio_requests_total{reporter=\"source\",destination_workload_namespace=$namespace,response_code=~\"5..|0\"}[$window])"),
        Latency = $"histogram_quantile($quantile, {Named("rate(istio_request_duration_milliseconds_bucket{reporter=\"source\",destination_workload_namespace=$namespace}[$window])", ", le")}) / 1000",
        Served = $"histogram_quantile($quantile, {Named("rate(istio_request_duration_milliseconds_bucket{reporter=\"destination\",destination_workload_namespace=$namespace}[$window])", ", le")}) / 1000",
    };

    internal IEnumerable<string> Problems(string key) =>
        new[] { (nameof(Requests), Requests, Rates), (nameof(Failed), Failed, Rates), (nameof(Latency), Latency, [.. Rates, "quantile"]), (nameof(Served), Served, [.. Rates, "quantile"]) }
            .Where(one => one.Item2.Length > 0 || one.Item1 != nameof(Served))
            .SelectMany(one => QueryTemplate.Problems($"{key}:{one.Item1}", one.Item2, ["namespace"], one.Item3));

    /// <summary>The queries for one namespace.</summary>
    internal DependencyTemplates Fill(string @namespace, string cluster, TimeSpan window)
    {
        var values = MeasurementTemplates.Values(@namespace, cluster, window);
        return new()
        {
            Requests = QueryTemplate.Fill(Requests, values),
            Failed = QueryTemplate.Fill(Failed, values),
            Latency = QueryTemplate.Fill(Latency, values),
            Served = QueryTemplate.Fill(Served, values),
        };
    }

    private static string[] Rates => ["namespace", "cluster", "window"];

    private static string Named(string rate, string more = "") =>
        $"sum by (client, server{more}) (label_replace(label_replace({rate}, \"client\", \"$1\", \"source_workload\", \"(.+)\"), \"server\", \"$1\", \"destination_workload\", \"(.+)\"))";
}
