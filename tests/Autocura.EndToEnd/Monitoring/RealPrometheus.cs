using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>What a Prometheus under test scrapes, evaluates and tells.</summary>
public sealed record PrometheusSetup
{
    /// <summary>Addresses (host:port) that are scraped every second at <c>/metrics</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Full paths of rule files.</summary>
    public IReadOnlyList<string> RuleFiles { get; init; } = [];

    /// <summary>Address (host:port) of the Alertmanager that is told.</summary>
    public string? Alertmanager { get; init; }

    /// <summary>An OpenMetrics text with timestamps that the database starts with.</summary>
    public string? History { get; init; }
}

/// <summary>A real Prometheus on the loopback interface.</summary>
public sealed class RealPrometheus : IAsyncDisposable
{
    private readonly TemporaryFolder folder;

    private RealPrometheus(TemporaryFolder folder, ClientProcess process, Uri address)
    {
        this.folder = folder;
        Process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public ClientProcess Process { get; }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    public static async Task<RealPrometheus> StartAsync(PrometheusSetup setup)
    {
        var files = new TemporaryFolder();
        var storage = Path.Combine(files.FullName, "data");
        Directory.CreateDirectory(storage);
        if (setup.History is not null)
        {
            await ClientProcess.RunAsync("promtool", "tsdb", "create-blocks-from", "openmetrics", files.Write("history.om", setup.History), storage);
        }

        var port = ClientProcess.FreePort();
        var process = ClientProcess.Start(
            "prometheus",
            $"--config.file={files.Write("prometheus.yaml", Configuration(setup))}",
            $"--storage.tsdb.path={storage}",
            "--storage.tsdb.retention.time=10y",
            $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=warn");
        var prometheus = new RealPrometheus(files, process, new Uri($"http://127.0.0.1:{port}"));
        await process.ReadyAsync(prometheus.Http, "/-/ready");
        return prometheus;
    }

    /// <summary>The result of an instant query; empty when there is none yet.</summary>
    public async Task<JsonArray> QueryAsync(string expression)
    {
        var answer = await Http.GetFromJsonAsync<JsonNode>($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        return answer!["data"]!["result"]!.AsArray();
    }

    /// <summary>Waits until an instant query has a result.</summary>
    public Task<JsonArray> UntilAsync(string expression) =>
        Process.UntilAsync($"a result of {expression}", async () => await QueryAsync(expression) is { Count: > 0 } result ? result : null);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Http.Dispose();
        folder.Dispose();
    }

    private static string Configuration(PrometheusSetup setup) => $$"""
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [{{string.Join(", ", setup.RuleFiles.Select(file => $"'{file}'"))}}]
        alerting:
          alertmanagers:
            - static_configs: [{targets: [{{(setup.Alertmanager is null ? "" : $"'{setup.Alertmanager}'")}}]}]
        scrape_configs:
          - job_name: autocura-cluster
            honor_labels: true
            static_configs: [{targets: [{{string.Join(", ", setup.Targets.Select(target => $"'{target}'"))}}]}]

        """;
}
