using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Notification;

/// <summary>The JSON of Alertmanager's webhook, version 4.</summary>
internal static class WebhookPayload
{
    // What Go prints for a time that is not set; receivers must know it as "not ended".
    private const string NoTime = "0001-01-01T00:00:00Z";

    public static JsonObject Write(Notification notification, NotifierOptions options, Uri externalUrl)
    {
        var total = notification.Alerts.Count;
        // Alertmanager truncates first: status and common labels are those of the alerts that remain.
        List<NotifiedAlert> alerts = options.MaxAlerts > 0 ? [.. notification.Alerts.Take(options.MaxAlerts)] : [.. notification.Alerts];
        return new JsonObject
        {
            ["receiver"] = options.Receiver,
            ["status"] = Status(alerts.Any(alert => alert.IsFiring)),
            ["alerts"] = new JsonArray([.. alerts.Select(Alert)]),
            ["groupLabels"] = Pairs(notification.GroupLabels.Pairs),
            ["commonLabels"] = Pairs(Common(alerts, alert => alert.Labels.Pairs)),
            ["commonAnnotations"] = Pairs(Common(alerts, alert => alert.Annotations)),
            ["externalURL"] = externalUrl.GetLeftPart(UriPartial.Authority),
            ["version"] = "4",
            ["groupKey"] = $"{{}}:{notification.GroupLabels}",
            ["truncatedAlerts"] = total - alerts.Count,
        };
    }

    private static JsonObject Alert(NotifiedAlert alert) => new()
    {
        ["status"] = Status(alert.IsFiring),
        ["labels"] = Pairs(alert.Labels.Pairs),
        ["annotations"] = Pairs(alert.Annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
        ["startsAt"] = Time(alert.StartsAt),
        ["endsAt"] = alert.EndsAt is { } end ? Time(end) : NoTime,
        ["generatorURL"] = alert.GeneratorUrl,
        ["fingerprint"] = alert.Fingerprint,
    };

    private static string Status(bool firing) => firing ? "firing" : "resolved";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'");

    private static JsonObject Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static IEnumerable<KeyValuePair<string, string>> Common(
        List<NotifiedAlert> alerts, Func<NotifiedAlert, IEnumerable<KeyValuePair<string, string>>> pairs) =>
        alerts.Select(pairs).Aggregate((left, right) => left.Intersect(right).ToList()).OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
