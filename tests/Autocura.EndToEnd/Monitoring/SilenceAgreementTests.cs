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

    [RealClientFact("prometheus-alertmanager")]
    public async Task What_this_system_silences_is_placed_once_lifted_whole_and_not_taken_for_somebodys()
    {
        await using var alertmanager = await RealAlertmanager.StartAsync(new Uri("http://127.0.0.1:9/"));
        var now = TimeProvider.System.GetUtcNow();
        var (cart, payment) = (Alert("cart", now), Alert("payment", now));
        await alertmanager.PostAsync(cart.Labels, now);
        await alertmanager.PostAsync(payment.Labels, now);
        var options = new MetricsOptions { AlertmanagerUrl = alertmanager.Address };
        using var reader = new SilenceReader(options, TimeProvider.System);
        using var keeper = new SilenceKeeper(options, TimeProvider.System);
        var theirs = await SilenceAsync(alertmanager, "payment", now);
        var order = new SilenceOrder { Key = "autocura:test/shop/cart-1", Alerts = [cart], From = now, Until = now.AddMinutes(10), Comment = "Being remediated: incident cart-1" };
        await Eventually.TrueAsync("both alerts are known", TimeSpan.FromSeconds(30), async () => (await alertmanager.AlertsAsync()).Count == 2);

        (await keeper.PlaceAsync(order, default)).ShouldStartWith("1 of its alerts are silenced, until ");
        await keeper.PlaceAsync(order, default);

        await Eventually.TrueAsync("it is silent", TimeSpan.FromSeconds(30), async () => (await alertmanager.AlertsAsync()).Count(alert => $"{alert!["status"]!["state"]}" == "suppressed") == 2);
        (await reader.ReadAsync([cart], default)).Value.ShouldBe([]);
        (await reader.ReadAsync([cart, payment], default)).Value.ShouldBe([$"KubePodNotReady is silenced ({theirs})"]);
        (await keeper.LiftAsync(order.Key, default)).ShouldBe(1);
        (await keeper.LiftAsync(order.Key, default)).ShouldBe(0);
        await Eventually.TrueAsync("it is loud again", TimeSpan.FromSeconds(30), async () => (await alertmanager.AlertsAsync()).Count(alert => $"{alert!["status"]!["state"]}" == "suppressed") == 1);
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
