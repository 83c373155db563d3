using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Autocura.Alerts;
using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Hosting;

namespace Autocura.Benchmarks;

/// <summary>Alerts that the webhook has stored durably per second, over real HTTP to the whole host, beside a bare loop that parses and writes.</summary>
internal sealed class WebhookBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Clients = 16;

    private static readonly (int Alerts, int Requests)[] Loads = [(1, 500), (50, 100)];

    private int sent;

    public string Name => "webhook";

    public string Question => "alerts accepted (durably stored) per second by the webhook";

    public async Task RunAsync(Report report)
    {
        using var folder = new WorkFolder();
        var options = new EmbeddedHostOptions { Port = 0, ClusterPort = 0, MetricsPort = 0, DataFolder = folder.Path, SettingsFile = SettingsIn(folder), UseEnvironment = false };
        await using var host = await EmbeddedHost.StartAsync(options, TimeProvider.System);
        using var http = new HttpClient { BaseAddress = host.Url };
        var rows = new List<object[]>();
        foreach (var (alerts, requests) in Loads)
        {
            var latencies = new ConcurrentBag<double>();
            var contest = new Contest(
                new("webhook", () => PostAsync(host, http, latencies, alerts, requests)), new("bare loop", () => Task.FromResult(ParseAndWrite(alerts, requests))));
            await contest.RunAsync(Rounds);
            double[] all = [.. latencies];
            rows.Add(
            [
                alerts, contest.Median("webhook"), Sample.Percentile(all, 0.5), Sample.Percentile(all, 0.99), contest.Median("bare loop"), contest.Ratio("webhook", "bare loop"),
            ]);
        }

        report.Text($"{Clients} clients, each with one request under way, in the process of the host; what becomes of the alerts afterwards is waited for between the rounds. Medians of {Rounds} rounds.");
        report.Table(["alerts per request", "alerts a second", "request p50, ms", "p99, ms", "bare loop, alerts a second", "share of it"], rows);
    }

    /// <summary>What becomes of the alerts is waited for between the rounds, so the app need not be considerate of this API server; and how many it takes in is what is asked, so nothing bounds that.</summary>
    private static string SettingsIn(WorkFolder folder)
    {
        var path = Path.Combine(folder.Path, "settings.json");
        File.WriteAllText(path, """{ "IsEncrypted": false, "Values": { "Cluster__RequestsPerSecond": "10000", "Cluster__Concurrency": "64", "Autocura__Access__AlertsPerSecond": "1000000" } }""");
        return path;
    }

    private async Task<double> PostAsync(EmbeddedHost host, HttpClient http, ConcurrentBag<double> latencies, int alerts, int requests)
    {
        var bodies = Enumerable.Range(0, requests).Select(_ => Message(alerts)).ToArray();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                var asked = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new("application/json");
                using var answer = await http.PostAsync(new Uri("api/alerts", UriKind.Relative), content);
                if (answer.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException($"The webhook answered {answer.StatusCode}.");
                latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        var rate = alerts * requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await host.Engine.WhenIdleAsync();
        return rate;
    }

    private double ParseAndWrite(int alerts, int requests)
    {
        using var folder = new WorkFolder();
        using var commits = new SingleCommits(folder.Database);
        var bodies = Enumerable.Range(0, requests).Select(_ => Message(alerts)).ToArray();
        var started = Stopwatch.GetTimestamp();
        foreach (var body in bodies)
        {
            var group = AlertmanagerPayload.Parse(body);
            if (group.Alerts.Count != alerts) throw new InvalidOperationException("The message was not read whole.");
            commits.Commit(Encoding.UTF8.GetString(body));
        }

        return alerts * requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Every message is new, as a repeated one is known by its content and not stored again.</summary>
    private byte[] Message(int alerts)
    {
        var number = ++sent;
        var entries = Enumerable.Range(0, alerts).Select(i => $$"""
            {"status":"firing","labels":{"alertname":"HighErrorRate","namespace":"elsewhere","deployment":"workload-{{i % 5}}","severity":"warning","instance":"10.0.{{number % 250}}.{{i}}:8080"},
             "annotations":{"summary":"5xx above 5% for 5 minutes","description":"workload-{{i % 5}} answers {{number}} in 10000 requests with an error","runbook_url":"https://runbooks.example/high-error-rate"},
             "startsAt":"2026-01-05T08:00:00.000Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.example/graph?g0.expr=errors","fingerprint":"{{number:x8}}{{i:x8}}"}
            """);
        return Encoding.UTF8.GetBytes($$"""
            {"version":"4","groupKey":"{}:{alertname=\"HighErrorRate\"}","truncatedAlerts":0,"status":"firing","receiver":"autocura","groupLabels":{"alertname":"HighErrorRate"},
             "commonLabels":{"severity":"warning"},"commonAnnotations":{},"externalURL":"http://alertmanager.example","alerts":[{{string.Join(",", entries)}}]}
            """);
    }
}
