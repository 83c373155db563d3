using System.Text.RegularExpressions;

namespace Autocura.Metrics;

/// <summary>
/// PromQL templates of the golden signals. <c>$namespace</c>, <c>$service</c> and <c>$cluster</c> stand for quoted strings, <c>$window</c> for a duration
/// and <c>$quantile</c> for a number. The defaults fit the metric names of the common HTTP instrumentation libraries.
/// </summary>
public sealed partial class ServiceLevelTemplates
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
        Array.TrueForAll([RequestRate, ErrorRatio, Latency], template => Placeholder().Matches(template).Any(match => match.Groups["name"].Value == "cluster"));

    internal static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(template, match => values[match.Groups["name"].Value]);

    private static IEnumerable<string> Check(string key, string template, string[] allowed)
    {
        var used = Placeholder().Matches(template).Select(match => match.Groups["name"].Value).ToHashSet();
        foreach (var unknown in used.Except(allowed))
        {
            yield return $"Metrics:Queries:{key} uses ${unknown}: it may use ${string.Join(", $", allowed)}.";
        }

        foreach (var missing in Required.Except(used))
        {
            yield return $"Metrics:Queries:{key} does not use ${missing}: it would measure other services too.";
        }

        if (template.Contains("\"$", StringComparison.Ordinal) || template.Contains("'$", StringComparison.Ordinal))
        {
            yield return $"Metrics:Queries:{key} has quotes around a placeholder: placeholders bring their own.";
        }
    }

    [GeneratedRegex(@"\$(?<name>[a-z]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
