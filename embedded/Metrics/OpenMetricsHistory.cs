using System.Globalization;
using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// The past of the request counters as OpenMetrics text with timestamps, for <c>promtool tsdb create-blocks-from openmetrics</c>: so that a Prometheus of the
/// user's own knows the seven days too.
/// </summary>
internal static class OpenMetricsHistory
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private const string Total = "_total";

    public static async Task WriteAsync(TextWriter text, IReadOnlyList<PastTraffic> past, TimeSpan step)
    {
        var families = past.SelectMany(traffic => PastRequests.Shares(traffic).Select(family => (traffic.Load, family))).GroupBy(one => one.family.Name);
        foreach (var family in families)
        {
            var kind = family.First().family.Kind;
            var name = kind == MetricKind.Counter && family.Key.EndsWith(Total, StringComparison.Ordinal) ? family.Key[..^Total.Length] : family.Key;
            await text.WriteAsync($"# TYPE {name} {(kind == MetricKind.Counter ? "counter" : "histogram")}\n");
            foreach (var (load, found) in family)
            {
                foreach (var sample in found.Samples)
                {
                    await WriteAsync(text, load, sample, step);
                }
            }
        }

        await text.WriteAsync("# EOF\n");
    }

    private static async Task WriteAsync(TextWriter text, PastLoad load, MetricSample sample, TimeSpan step)
    {
        var series = $"{sample.Name}{{{string.Join(',', sample.Labels.Select(label => $"{label.Key}=\"{label.Value}\""))}}}";
        foreach (var (milliseconds, requests) in load.Between(load.Start.ToUnixTimeMilliseconds(), load.End.ToUnixTimeMilliseconds()))
        {
            if (milliseconds % (long)step.TotalMilliseconds == 0)
            {
                var value = sample.Name.EndsWith("_sum", StringComparison.Ordinal) ? Math.Round(sample.Value * requests, 6) : Math.Floor(sample.Value * requests);
                await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{series} {value} {milliseconds / 1000}\n"));
            }
        }
    }
}
