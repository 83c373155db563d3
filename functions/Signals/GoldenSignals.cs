namespace Autocura.Signals;

/// <summary>
/// PromQL for the golden signals of every service, under the names that the common instrumentations count requests by: the Prometheus client libraries,
/// OpenTelemetry, Micrometer, and Istio where an application counts none itself. The first that counts a service is taken for it, so a service is never counted
/// twice, and names that nobody uses cost nothing.
/// </summary>
internal static class GoldenSignals
{
    private const string Every = "[$window]$offset";
    private const string Name = "sum by (namespace, service)";

    private static readonly Convention[] Conventions =
    [
        new("http_requests_total", "code", "http_request_duration_seconds_bucket"),
        new("http_server_request_duration_seconds_count", "http_response_status_code", "http_server_request_duration_seconds_bucket"),
        new("http_server_requests_seconds_count", "status", "http_server_requests_seconds_bucket"),
        // The API server is a service too, default/kubernetes, and counts its requests under names of its own; some of them last on purpose.
        new("apiserver_request_total", "code", "apiserver_request_duration_seconds_bucket") { Only = "verb!~\"WATCH|CONNECT\"," },
        new("istio_requests_total", "response_code", "istio_request_duration_milliseconds_bucket") { IsMesh = true },
    ];

    public static string Rate { get; } = First(convention => $"{Name} ({convention.Rate(convention.Requests)})");

    /// <summary>A service that never failed has no series of failures: it has none of another instrumentation either.</summary>
    public static string Errors { get; } = First(convention =>
        $"({Name} ({convention.Rate(convention.Requests, $"{convention.Code}=~\"5..\",")}) or 0 * {Name} ({convention.Rate(convention.Requests)}))");

    public static string Latency { get; } = First(convention =>
        $"histogram_quantile(0.95, sum by (namespace, service, le) ({convention.Rate(convention.Durations)})){(convention.IsMesh ? " / 1000" : "")}");

    /// <summary>A group of consumers bears the name of the workload that it is made of, where people keep to the convention.</summary>
    public static string Backlog { get; } = "sum by (namespace, service) (label_replace(kafka_consumergroup_lag{$queue}$offset, \"service\", \"$1\", \"consumergroup\", \"(.+)\"))";

    private static string First(Func<Convention, string> query) => string.Join(" or ", Conventions.Select(query));

    private sealed record Convention(string Requests, string Code, string Durations)
    {
        public bool IsMesh { get; init; }

        /// <summary>Matchers of what counts, with a comma after each.</summary>
        public string Only { get; init; } = "";

        public string Rate(string metric, string matchers = "") => IsMesh
            ? $"label_replace(label_replace(rate({metric}{{reporter=\"destination\",{matchers}$mesh}}{Every}), \"namespace\", \"$1\", \"destination_service_namespace\", \"(.+)\"), \"service\", \"$1\", \"destination_service_name\", \"(.+)\")"
            : $"rate({metric}{{{Only}{matchers}$of}}{Every})";
    }
}
