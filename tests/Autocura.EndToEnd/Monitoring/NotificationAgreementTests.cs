using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>A receiver cannot tell the embedded notifier from a real Alertmanager.</summary>
public sealed class NotificationAgreementTests
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["alertname"] = "KubePodCrashLooping",
        ["namespace"] = "shop",
        ["pod"] = "cart-6d-x",
        ["note"] = "ünïcode \"quoted\" back\\slash",
    };

    [RealClientFact("prometheus-alertmanager")]
    public async Task A_real_alertmanager_sends_what_the_embedded_notifier_sends()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var alertmanager = await RealAlertmanager.StartAsync(listener.Address);
        var started = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

        await alertmanager.PostAsync(Labels, started);
        var firing = await listener.NextAsync($"the alert fires. Alertmanager printed:\n{alertmanager.Process.Output}");
        ShouldBeLikeOurs(firing, started, endsAt: null, alertmanager.Address);

        var ended = started.AddMilliseconds(1);
        await alertmanager.PostAsync(Labels, started, ended);
        var resolved = await listener.NextAsync($"the alert resolves. Alertmanager printed:\n{alertmanager.Process.Output}");
        ShouldBeLikeOurs(resolved, started, ended, alertmanager.Address);
    }

    private static void ShouldBeLikeOurs(JsonObject real, DateTimeOffset startsAt, DateTimeOffset? endsAt, Uri externalUrl)
    {
        var labels = LabelSet.From(Labels);
        var alert = new NotifiedAlert(labels, new Dictionary<string, string>(), startsAt, endsAt, GeneratorUrl: "");
        var options = new NotifierOptions { Webhook = externalUrl };
        var ours = WebhookPayload.Write(new Notification(labels.Only(options.GroupBy), [alert]), options, externalUrl);
        // Alertmanager calls itself by the machine's name.
        real["externalURL"] = ours["externalURL"]!.DeepClone();

        JsonNode.DeepEquals(Comparable(real), Comparable(ours)).ShouldBeTrue($"Alertmanager: {real}\nembedded: {ours}");
    }

    // Times are compared as times: the two write fractions of seconds with different precision.
    private static JsonNode Comparable(JsonObject payload)
    {
        var copy = payload.DeepClone();
        foreach (var alert in copy["alerts"]!.AsArray())
        {
            foreach (var field in new[] { "startsAt", "endsAt" })
            {
                alert![field] = DateTimeOffset.Parse((string)alert[field]!).ToUnixTimeMilliseconds();
            }
        }

        return copy;
    }
}
