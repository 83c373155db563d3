using System.Globalization;

namespace Autocura.Metrics;

/// <summary>Builds the golden-signal queries of one service. Whatever the names contain, they stay label values.</summary>
public sealed class ServiceLevelQueries(ServiceLevelTemplates templates)
{
    /// <summary>Requests per second over the window.</summary>
    public string RequestRate(string @namespace, string service, TimeSpan window, string cluster = "") =>
        ServiceLevelTemplates.Fill(templates.RequestRate, Values(@namespace, service, window, cluster));

    /// <summary>Share of failed requests over the window, 0 to 1; no data without traffic.</summary>
    public string ErrorRatio(string @namespace, string service, TimeSpan window, string cluster = "") =>
        ServiceLevelTemplates.Fill(templates.ErrorRatio, Values(@namespace, service, window, cluster));

    /// <summary>Latency in seconds below which the given share of requests stays; 0.99 is the p99.</summary>
    public string Latency(string @namespace, string service, TimeSpan window, double quantile = 0.99, string cluster = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(quantile, 1);
        var values = Values(@namespace, service, window, cluster);
        values["quantile"] = quantile.ToString("R", CultureInfo.InvariantCulture);
        return ServiceLevelTemplates.Fill(templates.Latency, values);
    }

    private static Dictionary<string, string> Values(string @namespace, string service, TimeSpan window, string cluster = "") => new()
    {
        ["namespace"] = PromQl.Quote(@namespace),
        ["service"] = PromQl.Quote(service),
        ["cluster"] = PromQl.Quote(cluster),
        ["window"] = PromQl.Duration(window),
    };
}
