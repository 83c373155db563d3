using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Metrics.Scraping;

/// <summary>
/// The Prometheus text format, brought down to a number for each metric and answer code: series are added up, the buckets of histograms and the quantiles of summaries left
/// out. At most <see cref="MostSeries"/> series are read; lines that are none are passed over.
/// </summary>
internal static partial class PrometheusText
{
    public const int MostSeries = 5_000;

    /// <summary>By name, such as <c>http_requests_total{code="500"}</c>, the sum of its series.</summary>
    public static IReadOnlyDictionary<string, ScrapedValue> Read(string text, Func<string, bool> isWanted)
    {
        var counters = new HashSet<string>();
        var values = new Dictionary<string, ScrapedValue>();
        var left = MostSeries;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("# TYPE "))
            {
                var parts = line[7..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts is [var family, "counter" or "histogram" or "summary", ..]) counters.Add(family);
            }
            else if (line.Length > 0 && line[0] != '#' && left-- > 0 && Series().Match(line.ToString()) is { Success: true } series && isWanted(series.Groups["name"].Value))
            {
                Add(values, counters, series);
            }
        }

        return values;
    }

    private static void Add(Dictionary<string, ScrapedValue> values, HashSet<string> counters, Match series)
    {
        var (name, labels) = (series.Groups["name"].Value, series.Groups["labels"].Value);
        if (name.EndsWith("_bucket", StringComparison.Ordinal) || labels.Contains("quantile=", StringComparison.Ordinal) || !double.TryParse(series.Groups["value"].ValueSpan, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return;
        }

        var isCounter = counters.Contains(name) || name.EndsWith("_total", StringComparison.Ordinal) || (Part().Match(name) is { Success: true } part && counters.Contains(part.Groups["family"].Value));
        var key = Code().Match(labels) is { Success: true } code ? $"{name}{{{code.Groups["label"].Value}=\"{code.Groups["code"].Value}\"}}" : name;
        values[key] = new ScrapedValue((values.TryGetValue(key, out var sum) ? sum.Value : 0) + value, isCounter);
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.*)\})?\s+(?<value>\S+)(\s+-?[0-9]+)?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Series();

    [GeneratedRegex(@"^(?<family>.+)_(sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"(^|,)\s*(?<label>code|status|status_code|http_response_status_code|grpc_code)=""(?<code>[A-Za-z0-9]{1,20})""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}

/// <summary>The sum of a metric's series, and whether it only grows.</summary>
internal readonly record struct ScrapedValue(double Value, bool IsCounter);
