using System.Text.Json;

namespace Autocura.Metrics;

/// <summary>
/// The standing of an alert as Alertmanager's list of alerts reports it. A silenced or inhibited alert still stands: silence is about people,
/// not about the condition.
/// </summary>
internal static class AlertmanagerAlerts
{
    public static string Path(AlertIdentity alert)
    {
        var byName = Uri.EscapeDataString($"{AlertIdentity.NameLabel}={PromQl.Quote(alert.Name)}");
        return $"api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true&filter={byName}";
    }

    public static AlertStanding Read(byte[] body, AlertIdentity alert)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var since = document.RootElement.EnumerateArray()
                .Where(active => alert.Matches(PrometheusJson.ReadLabels(active.GetProperty("labels"))))
                .Select(active => active.GetProperty("startsAt").GetDateTimeOffset())
                .ToList();
            return since.Count > 0 ? new AlertStanding.Firing(since.Min()) : new AlertStanding.Clear();
        }
        catch (Exception exception) when (PrometheusJson.IsMalformed(exception))
        {
            return new AlertStanding.Unmeasurable($"Alertmanager answered with alerts that cannot be read: {exception.Message}");
        }
    }
}
