using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>A real Alertmanager on the loopback interface, alone (no cluster), which tells one webhook without waiting.</summary>
public sealed class RealAlertmanager : IAsyncDisposable
{
    private readonly TemporaryFolder folder;

    private RealAlertmanager(TemporaryFolder folder, ClientProcess process, Uri address)
    {
        this.folder = folder;
        Process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public ClientProcess Process { get; }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    public static async Task<RealAlertmanager> StartAsync(Uri webhook)
    {
        var files = new TemporaryFolder();
        var port = ClientProcess.FreePort();
        var process = ClientProcess.Start(
            "prometheus-alertmanager",
            $"--config.file={files.Write("alertmanager.yaml", Configuration(webhook))}",
            $"--storage.path={files.FullName}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
            "--log.level=debug");
        var alertmanager = new RealAlertmanager(files, process, new Uri($"http://127.0.0.1:{port}"));
        await process.ReadyAsync(alertmanager.Http, "/-/ready");
        return alertmanager;
    }

    /// <summary>Posts an alert as Prometheus would; it fires until it is posted with an end.</summary>
    public async Task PostAsync(IReadOnlyDictionary<string, string> labels, DateTimeOffset startsAt, DateTimeOffset? endsAt = null)
    {
        var alert = new JsonObject
        {
            ["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
            ["startsAt"] = startsAt.ToString("O"),
        };
        if (endsAt is { } end)
        {
            alert["endsAt"] = end.ToString("O");
        }

        using var response = await Http.PostAsJsonAsync("/api/v2/alerts", new JsonArray(alert));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The alerts it holds now.</summary>
    public async Task<JsonArray> AlertsAsync() => (await Http.GetFromJsonAsync<JsonArray>("/api/v2/alerts"))!;

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Http.Dispose();
        folder.Dispose();
    }

    private static string Configuration(Uri webhook) => $$"""
        route:
          receiver: autocura
          group_by: [alertname, namespace]
          group_wait: 0s
          group_interval: 1s
          repeat_interval: 1h
        receivers:
          - name: autocura
            webhook_configs:
              - url: {{webhook}}
                send_resolved: true

        """;
}
