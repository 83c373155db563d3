using Autocura.Embedded.Metrics;
using Autocura.Metrics;
using Autocura.Support;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Metrics;

/// <summary>Only a rule that exists, evaluates and finds nothing is evidence of recovery.</summary>
public sealed class AlertStandingTests
{
    private const string Rules = """
        groups:
          - name: test
            interval: 1s
            rules:
              - {alert: TooHigh, expr: level > 5, for: 3s}
              - {alert: Broken, expr: level + on() level}
        """;

    private static readonly AlertIdentity CartIsTooHigh = new("TooHigh", new Dictionary<string, string> { ["pod"] = "cart", ["prometheus"] = "replica-1" });

    [Fact]
    public async Task An_alert_is_pending_then_firing_then_clear()
    {
        var (time, level) = (new ManualTime(), 9);
        await using var backend = await StartAsync(time, () => level);
        using var source = Source(backend);
        var start = time.GetUtcNow();

        (await source.AskAlertAsync(CartIsTooHigh)).ShouldBe(new AlertStanding.Pending(start));
        time.Advance(TimeSpan.FromSeconds(3));
        (await source.AskAlertAsync(CartIsTooHigh)).ShouldBe(new AlertStanding.Firing(start));
        level = 1;
        time.Advance(TimeSpan.FromSeconds(2));
        (await source.AskAlertAsync(CartIsTooHigh)).ShouldBe(new AlertStanding.Clear());
    }

    [Fact]
    public async Task Another_pods_alert_is_not_this_ones()
    {
        var time = new ManualTime();
        await using var backend = await StartAsync(time, () => 9);
        using var source = Source(backend);
        time.Advance(TimeSpan.FromSeconds(5));

        (await source.AskAlertAsync(CartIsTooHigh with { Labels = new Dictionary<string, string> { ["pod"] = "payment" } }))
            .ShouldBe(new AlertStanding.Clear());
    }

    [Fact]
    public async Task A_rule_that_is_not_there_proves_nothing()
    {
        await using var backend = await StartAsync(new ManualTime(), () => 1);
        using var source = Source(backend);

        (await source.AskAlertAsync(new AlertIdentity("Elsewhere", new Dictionary<string, string>())))
            .ShouldBeOfType<AlertStanding.Unmeasurable>().Reason.ShouldContain("no alerting rule named Elsewhere");
    }

    [Fact]
    public async Task A_rule_that_fails_proves_nothing()
    {
        await using var backend = await StartAsync(new ManualTime(), () => 1);
        using var source = Source(backend);

        (await source.AskAlertAsync(new AlertIdentity("Broken", new Dictionary<string, string>())))
            .ShouldBeOfType<AlertStanding.Unmeasurable>().Reason.ShouldContain("health err");
    }

    [Theory]
    [InlineData("""[{"labels":{"alertname":"TooHigh","pod":"cart"},"startsAt":"2026-01-05T08:00:00Z","status":{"state":"suppressed"}}]""", typeof(AlertStanding.Firing))]
    [InlineData("""[{"labels":{"alertname":"TooHigh","pod":"payment"},"startsAt":"2026-01-05T08:00:00Z"}]""", typeof(AlertStanding.Clear))]
    [InlineData("[]", typeof(AlertStanding.Clear))]
    [InlineData("{}", typeof(AlertStanding.Unmeasurable))]
    public async Task An_alertmanager_is_asked_where_one_is_configured(string body, Type expected)
    {
        await using var server = await LoopbackServer.StartAsync(body);
        var options = new MetricsOptions { AlertmanagerUrl = new Uri(server.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));

        (await source.AskAlertAsync(CartIsTooHigh)).ShouldBeOfType(expected);
        (await source.QueryAsync("up")).ShouldBeOfType<MetricAnswer.Unmeasurable>();
    }

    private static Task<MetricsBackend> StartAsync(ManualTime time, Func<double> level) => MetricsBackend.StartAsync(
        new MetricsBackendOptions { Port = 0, RuleFiles = new Dictionary<string, string> { ["test.yaml"] = Rules } },
        () => [new("level", "A level.", MetricKind.Gauge, [new("level", [new("pod", "cart")], level()), new("level", [new("pod", "catalog")], 0)])],
        time,
        NullLoggerFactory.Instance);

    private static PrometheusSource Source(MetricsBackend backend)
    {
        var options = new MetricsOptions { PrometheusUrl = backend.Address };
        return new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
    }
}
