namespace Autocura.Metrics;

/// <summary>
/// PromQL templates of the golden signals. <c>$namespace</c>, <c>$service</c> and <c>$cluster</c> stand for quoted strings, <c>$window</c> for a duration
/// and <c>$quantile</c> for a number. The defaults fit the metric names of the common HTTP instrumentation libraries.
/// </summary>
public sealed class ServiceLevelTemplates
{
    private static readonly string[] Required = ["namespace", "service"];

    /// <summary>Requests per second.</summary>
    public string RequestRate { get; set; } =
        "sum(rate(http_requests_total{namespace=$namespace,service=$service}[$window]))";

    /// <summary>Share of requests that failed, 0 to 1; undefined without traffic. A service that never failed has no 5xx series: that counts as zero.</summary>
    public string ErrorRatio { get; set; } =
        "(sum(rate(http_requests_total{namespace=$namespace,service=$service,code=~\"5..\"}[$window])) or vector(0))"
        + " / sum(rate(http_requests_total{namespace=$namespace,service=$service}[$window]))";

    /// <summary>Latency quantile, in seconds.</summary>
    public string Latency { get; set; } =
        "histogram_quantile($quantile, sum by (le) (rate(http_request_duration_seconds_bucket{namespace=$namespace,service=$service}[$window])))";

    internal IEnumerable<string> Problems() =>
        Check(nameof(RequestRate), RequestRate, allowed: ["namespace", "service", "cluster", "window"])
            .Concat(Check(nameof(ErrorRatio), ErrorRatio, allowed: ["namespace", "service", "cluster", "window"]))
            .Concat(Check(nameof(Latency), Latency, allowed: ["namespace", "service", "cluster", "window", "quantile"]));

    /// <summary>Whether every query names the cluster it asks about.</summary>
    internal bool TellsClustersApart() =>
        Array.TrueForAll([RequestRate, ErrorRatio, Latency], template => QueryTemplate.Uses(template, "cluster"));

    internal static string Fill(string template, IReadOnlyDictionary<string, string> values) => QueryTemplate.Fill(template, values);

    private static IEnumerable<string> Check(string key, string template, string[] allowed) => QueryTemplate.Problems($"Metrics:Queries:{key}", template, Required, allowed);
}
