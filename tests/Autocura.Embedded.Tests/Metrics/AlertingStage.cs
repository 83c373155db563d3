using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Support;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>The whole back end with one rule, one gauge that the test sets, and a webhook, in time that the test moves.</summary>
internal sealed class AlertingStage : IAsyncDisposable
{
    private const string Rules = """
        groups:
          - name: test
            interval: 1s
            rules:
              - alert: TooHigh
                expr: level > 5
                for: 3s
                labels: {severity: critical}
                annotations: {summary: "{{ $labels.pod }} is at {{ $value }}"}
        """;

    private AlertingStage(ManualTime time, ScriptedWebhook webhook) => (Time, Webhook) = (time, webhook);

    public ManualTime Time { get; }

    public ScriptedWebhook Webhook { get; }

    public MetricsBackend Backend { get; private set; } = null!;

    public DateTimeOffset Start { get; private set; }

    /// <summary>Level by pod; a pod that is not in it has no series.</summary>
    public Dictionary<string, double> Levels { get; } = [];

    public static async Task<AlertingStage> StartAsync(params int[] answers)
    {
        var time = new ManualTime();
        var stage = new AlertingStage(time, await ScriptedWebhook.StartAsync(time, answers)) { Start = time.GetUtcNow() };
        var options = new MetricsBackendOptions
        {
            Port = 0,
            RuleFiles = new Dictionary<string, string> { ["test.yaml"] = Rules },
            Notifier = new NotifierOptions { Webhook = stage.Webhook.Address },
        };
        stage.Backend = await MetricsBackend.StartAsync(options, stage.Collect, time, NullLoggerFactory.Instance);
        return stage;
    }

    /// <summary>Lets time pass, event by event, each handled to its end before the next.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var end = Time.GetUtcNow() + span;
        await Backend.WhenIdleAsync();
        while (Time.NextDue <= end)
        {
            Time.AdvanceToNext();
            await Backend.WhenIdleAsync();
        }

        Time.AdvanceTo(end);
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        await Webhook.DisposeAsync();
    }

    private MetricFamily[] Collect() => [new("level", "A level.", MetricKind.Gauge,
        [.. Levels.Select(pod => new MetricSample("level", [new("namespace", "shop"), new("pod", pod.Key)], pod.Value))])];
}
