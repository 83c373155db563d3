using System.Globalization;

namespace Autocura.Demo.Load;

/// <summary>What is made up: of which application, how much of the past, and how often it was scraped.</summary>
public sealed record HistorySpan(string Service, DateTimeOffset End, TimeSpan Length, TimeSpan Step)
{
    public string Namespace { get; init; } = "demo";

    /// <summary>Share of requests that failed.</summary>
    public double Errors { get; init; } = 0.002;

    public int Seed { get; init; } = 1;
}

/// <summary>
/// A past of the telemetry application as OpenMetrics text that promtool imports: counters of requests that follow the pattern of the week with the noise of
/// real arrivals, and the rate they were made from, as the dashboard's history.
/// </summary>
public sealed class History(LoadPattern pattern, HistorySpan span)
{
    public async Task WriteAsync(TextWriter output)
    {
        var (random, begin) = (new Random(span.Seed), span.End - span.Length);
        var (well, failed) = (0L, 0L);
        var (counts, rates) = (new List<(double At, long Well, long Failed)>(), new List<(double At, double Rate)>());
        for (var at = begin; at <= span.End; at += span.Step)
        {
            var expected = pattern.At(at, begin);
            var arrived = Arrivals.Of(expected * span.Step.TotalSeconds, random);
            var lost = Arrivals.Of(arrived * span.Errors, random);
            well += arrived - Math.Min(lost, arrived);
            failed += Math.Min(lost, arrived);
            var seconds = at.ToUnixTimeMilliseconds() / 1000.0;
            counts.Add((seconds, well, failed));
            rates.Add((seconds, arrived / span.Step.TotalSeconds));
        }

        // All samples of a family stand together, and those of a series in the order of time.
        await output.WriteAsync("# TYPE app_requests counter\n");
        await SeriesAsync(output, $"app_requests_total{{{Labels},endpoint=\"/process\",method=\"POST\",status=\"200\"}}", counts.Select(one => (one.At, (double)one.Well)));
        await SeriesAsync(output, $"app_requests_total{{{Labels},endpoint=\"/process\",method=\"POST\",status=\"500\"}}", counts.Select(one => (one.At, (double)one.Failed)));
        await output.WriteAsync("# TYPE app_requests_historical_rate gauge\n");
        await SeriesAsync(output, $"app_requests_historical_rate{{{Labels}}}", rates);
        await output.WriteAsync("# TYPE http_requests counter\n");
        await SeriesAsync(output, $"http_requests_total{{{Labels},code=\"200\"}}", counts.Select(one => (one.At, (double)one.Well)));
        await SeriesAsync(output, $"http_requests_total{{{Labels},code=\"500\"}}", counts.Select(one => (one.At, (double)one.Failed)));
        await output.WriteAsync("# EOF\n");
    }

    private string Labels => $"namespace=\"{span.Namespace}\",service=\"{span.Service}\"";

    private static async Task SeriesAsync(TextWriter output, string series, IEnumerable<(double At, double Value)> samples)
    {
        foreach (var (at, value) in samples)
        {
            await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{series} {value:R} {at:0.000}\n"));
        }
    }
}
