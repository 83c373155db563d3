using System.Text.Json;

namespace Autocura.Metrics;

/// <summary>
/// The standing of an alert as Prometheus's rules report it. The rules are asked and not the bare list of active alerts, because absence from
/// that list is evidence only where the rule exists and evaluates.
/// </summary>
internal static class PrometheusAlerts
{
    // Servers that know the filter send one rule instead of all; the others ignore it.
    public static string Path(AlertIdentity alert) => $"api/v1/rules?type=alert&rule_name%5B%5D={Uri.EscapeDataString(alert.Name)}";

    public static AlertStanding Read(byte[] body, AlertIdentity alert)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var rules = document.RootElement.GetProperty("data").GetProperty("groups").EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Where(rule => rule.GetProperty("name").GetString() == alert.Name)
                .ToList();
            return rules.Count == 0
                ? new AlertStanding.Unmeasurable($"Prometheus has no alerting rule named {alert.Name}: absence of the alert proves nothing.")
                : Worst(rules.Select(rule => Standing(rule, alert) with { Reach = Reach(rule) }));
        }
        catch (Exception exception) when (PrometheusJson.IsMalformed(exception))
        {
            return new AlertStanding.Unmeasurable($"Prometheus answered with rules that cannot be read: {exception.Message}");
        }
    }

    // One name may stand for several rules (a warning and a critical one): the alert is clear when all of them are.
    private static AlertStanding Worst(IEnumerable<AlertStanding> standings) => standings.MaxBy(standing => standing switch
    {
        AlertStanding.Firing => 3,
        AlertStanding.Pending => 2,
        AlertStanding.Unmeasurable => 1,
        _ => 0,
    })!;

    private static AlertStanding Standing(JsonElement rule, AlertIdentity alert)
    {
        if (rule.GetProperty("health").GetString() is var health and not "ok")
        {
            var error = rule.TryGetProperty("lastError", out var last) ? last.GetString() : null;
            return new AlertStanding.Unmeasurable($"The rule {alert.Name} is not evaluated: health {health}{(string.IsNullOrEmpty(error) ? "" : $", {error}")}.");
        }

        var matching = rule.GetProperty("alerts").EnumerateArray()
            .Where(active => alert.Matches(PrometheusJson.ReadLabels(active.GetProperty("labels"))))
            .Select<JsonElement, AlertStanding>(active => active.GetProperty("state").GetString() == "firing"
                ? new AlertStanding.Firing(active.GetProperty("activeAt").GetDateTimeOffset())
                : new AlertStanding.Pending(active.GetProperty("activeAt").GetDateTimeOffset()));
        return Worst(matching.DefaultIfEmpty(new AlertStanding.Clear()));
    }

    private static TimeSpan Reach(JsonElement rule) => rule.TryGetProperty("query", out var query)
        ? RuleReach.Of(query.GetString() ?? "", rule.TryGetProperty("keepFiringFor", out var kept) ? TimeSpan.FromSeconds(kept.GetDouble()) : default)
        : TimeSpan.Zero;
}
