using Autocura.Embedded.Metrics;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>A real Prometheus and a real Alertmanager stand between the metrics and the webhook, with the rules that users install.</summary>
public sealed class AlertChainTests
{
    private static readonly KeyValuePair<string, string>[] Container =
        [new("namespace", "shop"), new("pod", "cart-6d-x"), new("container", "app"), new("reason", "ImagePullBackOff")];

    [RealClientFact("prometheus", "prometheus-alertmanager")]
    public async Task A_broken_image_reaches_the_webhook_and_its_cure_does_too()
    {
        var waiting = 1.0;
        await using var listener = await WebhookListener.StartAsync();
        await using var embedded = await MetricsBackend.StartAsync(
            new MetricsBackendOptions { Port = 0 },
            () => [new("kube_pod_container_status_waiting_reason", "Why a container waits.", MetricKind.Gauge,
                [new("kube_pod_container_status_waiting_reason", Container, Volatile.Read(ref waiting))])],
            TimeProvider.System,
            NullLoggerFactory.Instance);
        await using var alertmanager = await RealAlertmanager.StartAsync(listener.Address);
        await using var prometheus = await RealPrometheus.StartAsync(new PrometheusSetup
        {
            Targets = [embedded.Address.Authority],
            RuleFiles = [Infra.Path("rules.demo.yaml")],
            Alertmanager = alertmanager.Address.Authority,
        });

        var firing = await listener.NextAsync("the alert fires");
        Volatile.Write(ref waiting, 0);
        var resolved = await listener.NextAsync("the alert resolves");

        ((string)firing["commonLabels"]!["alertname"]!).ShouldBe("KubeContainerWaiting");
        ((string)firing["commonLabels"]!["pod"]!).ShouldBe("cart-6d-x");
        ((string)firing["status"]!).ShouldBe("firing");
        ((string)resolved["status"]!).ShouldBe("resolved");
        ((string)resolved["alerts"]![0]!["fingerprint"]!).ShouldBe((string)firing["alerts"]![0]!["fingerprint"]!);
    }
}
