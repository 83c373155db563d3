using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Metrics;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>What a real Alertmanager says of silences is what the review reads.</summary>
public sealed class SilenceAgreementTests
{
    [RealClientFact("prometheus-alertmanager")]
    public async Task An_alert_that_somebody_silenced_is_told_and_no_other()
    {
        await using var alertmanager = await RealAlertmanager.StartAsync(new Uri("http://127.0.0.1:9/"));
        var now = TimeProvider.System.GetUtcNow();
        var (cart, payment) = (Alert("cart", now), Alert("payment", now));
        await alertmanager.PostAsync(cart.Labels, now);
        await alertmanager.PostAsync(payment.Labels, now);
        using var reader = new SilenceReader(new MetricsOptions { AlertmanagerUrl = alertmanager.Address }, TimeProvider.System);
        (await reader.ReadAsync([cart, payment], default)).Value.ShouldBe([]);

        var silence = await SilenceAsync(alertmanager, "cart", now);

        await Eventually.TrueAsync("the silence holds", TimeSpan.FromSeconds(30), async () => (await reader.ReadAsync([cart], default)).Value is [_]);
        (await reader.ReadAsync([cart, payment], default)).Value.ShouldBe([$"KubePodNotReady is silenced ({silence})"]);
        (await reader.ReadAsync([payment], default)).Value.ShouldBe([]);
    }

    private static async Task<string> SilenceAsync(RealAlertmanager alertmanager, string deployment, DateTimeOffset now)
    {
        var wanted = new JsonObject
        {
            ["matchers"] = new JsonArray(new JsonObject { ["name"] = "deployment", ["value"] = deployment, ["isRegex"] = false }),
            ["startsAt"] = now.ToString("O"),
            ["endsAt"] = now.AddHours(1).ToString("O"),
            ["createdBy"] = "ana",
            ["comment"] = "I am at it",
        };
        using var answer = await alertmanager.Http.PostAsJsonAsync("/api/v2/silences", wanted);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["silenceID"]!.GetValue<string>();
    }

    private static Alert Alert(string deployment, DateTimeOffset now) => new()
    {
        Status = AlertStatus.Firing,
        Fingerprint = deployment,
        StartsAt = now,
        Labels = new Dictionary<string, string> { ["alertname"] = "KubePodNotReady", ["namespace"] = "shop", ["deployment"] = deployment },
    };
}
