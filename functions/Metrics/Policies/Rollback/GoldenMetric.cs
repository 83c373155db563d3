using System.Text.RegularExpressions;
using Autocura.Incidents;
using Autocura.Metrics.Scan;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>
/// The golden signals by the names that people give them in a policy: <c>error_rate</c> and <c>success_rate</c> (shares of all requests), <c>request_rate</c> (per
/// second), <c>latency_p50</c>, <c>latency_p90</c>, <c>latency_p95</c> and <c>latency_p99</c> (milliseconds), of the Service that bears the workload's name. They come from the queries under <c>Autocura:Scan</c>.
/// </summary>
internal sealed partial record GoldenMetric(string Name)
{
    public static bool Is(string text) => Known().IsMatch(text);

    /// <summary>Whether it is a share of requests, which is judged by their number.</summary>
    public bool IsShare => Name is "error_rate" or "success_rate";

    /// <summary>The expressions it is made of, for all services of the namespaces: what it is, and the requests where it is a share of them.</summary>
    public IReadOnlyList<string> Expressions(ScanQueries queries, IReadOnlyCollection<string> namespaces, TimeSpan step) => Name switch
    {
        "request_rate" => [queries.In(namespaces, queries.Rate, step)],
        _ when IsShare => [queries.In(namespaces, queries.Errors, step), queries.In(namespaces, queries.Rate, step)],
        _ => [queries.In(namespaces, queries.Latency.Replace("histogram_quantile(0.95,", $"histogram_quantile(0.{Name[^2..]},", StringComparison.Ordinal), step)],
    };

    /// <summary>The same in one expression.</summary>
    public string Expression(ScanQueries queries, IReadOnlyCollection<string> namespaces, TimeSpan window)
    {
        var parts = Expressions(queries, namespaces, window);
        return Name switch
        {
            "error_rate" => $"({parts[0]}) / ({parts[1]})",
            "success_rate" => $"1 - ({parts[0]}) / ({parts[1]})",
            "request_rate" => parts[0],
            _ => $"1000 * ({parts[0]})",
        };
    }

    /// <summary>Whether a series is of the Service with the workload's name.</summary>
    public static bool Owns(IReadOnlyDictionary<string, string> labels, WorkloadRef workload) =>
        labels.GetValueOrDefault("namespace") == workload.Namespace && labels.GetValueOrDefault("service") == workload.Name;

    /// <summary>The value at a moment, from those of its expressions.</summary>
    public double Of(double first, double second) => Name switch
    {
        "error_rate" => second > 0 ? first / second : double.NaN,
        "success_rate" => second > 0 ? 1 - (first / second) : double.NaN,
        "request_rate" => first,
        _ => 1000 * first,
    };

    [GeneratedRegex(@"^(error_rate|success_rate|request_rate|latency_p(50|90|95|99))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Known();
}
