using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>A real Prometheus reads the embedded exposition as the embedded scraper does, and ends a vanished series as it does.</summary>
public sealed class ScrapeAgreementTests
{
    private static readonly MetricFamily Stays = new("kube_pod_info", "Pods, with \\ and\nlines.", MetricKind.Gauge,
        [new("kube_pod_info", [new("namespace", "shop"), new("pod", "cart-1"), new("note", "a \"quote\", a \\ and a\nline")], 1)]);

    private static readonly MetricFamily Extremes = new("extremes", "Values that are hard to write.", MetricKind.Gauge,
        [.. new[] { 0.1, 1e300, -1e-300, double.PositiveInfinity, double.NegativeInfinity, 123456789012345678 }
            .Select((value, index) => new MetricSample("extremes", [new("case", $"{index}")], value))]);

    private static readonly MetricFamily Goes = new("http_requests_total", "Requests.", MetricKind.Counter,
        [new("http_requests_total", [new("namespace", "shop"), new("service", "cart"), new("code", "200")], 12)]);

    [RealClientFact("prometheus")]
    public async Task A_real_prometheus_reads_the_same_series_and_sees_the_same_one_end()
    {
        MetricFamily[] families = [Stays, Extremes, Goes];
        await using var embedded = await MetricsBackend.StartAsync(
            new MetricsBackendOptions { Port = 0, ScrapeInterval = TimeSpan.FromMilliseconds(100) }, () => Volatile.Read(ref families), TimeProvider.System, NullLoggerFactory.Instance);
        await using var prometheus = await RealPrometheus.StartAsync(new PrometheusSetup { Targets = [embedded.Address.Authority] });
        using var ours = new HttpClient { BaseAddress = embedded.Address };

        await prometheus.UntilAsync("http_requests_total");
        foreach (var query in new[] { "kube_pod_info", "extremes", "http_requests_total", "up" })
        {
            var (theirs, own) = (Values(await AskAsync(prometheus.Http, query)), Values(await AskAsync(ours, query)));
            own.ShouldBe(theirs, query);
            own.ShouldNotBeEmpty();
        }

        Volatile.Write(ref families, [Stays]);
        foreach (var http in new[] { prometheus.Http, ours })
        {
            // Without a stale marker it would be seen for five minutes more.
            await prometheus.Process.UntilAsync("http_requests_total has ended", async () =>
                await AskAsync(http, "http_requests_total") is { Count: 0 } ended ? ended : null);
        }
    }

    private static async Task<JsonArray> AskAsync(HttpClient http, string query) =>
        JsonNode.Parse(await http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}"))!["data"]!["result"]!.AsArray();

    private static List<string> Values(JsonArray result) =>
        [.. result.Select(one => $"{one!["metric"]!.ToJsonString()} {Number((string)one["value"]![1]!):R}").Order(StringComparer.Ordinal)];

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text),
    };
}
