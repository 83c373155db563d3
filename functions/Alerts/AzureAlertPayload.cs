using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Reads Azure Monitor's common alert schema, whatever service measured: metric, log search, managed Prometheus, activity log, service and resource health. Every
/// message is one alert. What says where it is (the cluster's resource id, dimensions, Prometheus' labels) becomes labels; the rest is kept for people.
/// </summary>
/// <param name="clusters">By the name or resource id of an AKS cluster, the name it has here; one that is not listed has the same name here.</param>
public sealed class AzureAlertPayload(IReadOnlyDictionary<string, string> clusters)
{
    private const string Schema = "azureMonitorCommonAlertSchema";
    private const string AksType = "/providers/microsoft.containerservice/managedclusters/";

    /// <summary>The message. What is no such message at all becomes one rejected entry: an action group sends it again when it is refused.</summary>
    public AlertGroup Parse(ReadOnlyMemory<byte> body) => MessageText.Read(body, message => new AlertGroup { Receiver = "azure", Version = Schema, Alerts = [Read(message)] });

    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    private Alert Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The message is {MessageText.Kind(message)} where Azure Monitor sends an object.");
        }

        if (message.TextAt("schemaId") is var schema && schema != Schema)
        {
            throw new FormatException($"The message has schemaId '{AlertReader.Clip(schema ?? "")}': enable the common alert schema on the action group's webhook.");
        }

        var essentials = message.At("data", "essentials") is { ValueKind: JsonValueKind.Object } found ? found : throw new FormatException("The message has no 'data.essentials'.");
        var context = message.At("data", "alertContext") ?? default;
        var status = StatusOf(essentials.TextAt("monitorCondition"));
        var draft = new AlertDraft();
        AzureAlertContext.AddTo(draft, context, message.At("data", "customProperties") ?? default);
        AddEssentials(draft, essentials);
        return draft.ToAlert(status, Time(essentials, "firedDateTime") ?? throw new FormatException("The alert has no 'firedDateTime', so its episode is not known."), Time(essentials, "resolvedDateTime"));
    }

    private void AddEssentials(AlertDraft draft, JsonElement essentials)
    {
        var targets = essentials.ListAt("alertTargetIDs").Select(target => target.ValueKind == JsonValueKind.String ? AlertReader.TextOf(target) : null).OfType<string>().ToList();
        var cluster = targets.Select(ClusterOf).OfType<string>().FirstOrDefault() ?? Here(draft["aks_cluster"]);
        draft
            .Label("alertname", essentials.TextAt("alertRule") ?? "AzureMonitorAlert")
            .Label("severity", SeverityOf(essentials.TextAt("severity")))
            .Label("cluster", cluster)
            .Label("monitoring_service", essentials.TextAt("monitoringService"))
            .Label("azure_target", targets.FirstOrDefault()?.ToLowerInvariant())
            .Annotation("summary", essentials.TextAt("description"))
            .Annotation("azure_alert", essentials.TextAt("alertId"))
            .Annotation("azure_rule", essentials.TextAt("alertRuleID"))
            .Annotation("azure_portal", essentials.TextAt("investigationLink"));
    }

    private string? ClusterOf(string target)
    {
        var at = target.IndexOf(AksType, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var name = target[(at + AksType.Length)..].Split('/')[0];
        return clusters.GetValueOrDefault(target[..(at + AksType.Length + name.Length)].ToLowerInvariant()) ?? Here(name);
    }

    private string? Here(string? name) => name is null ? null : clusters.GetValueOrDefault(name.ToLowerInvariant()) ?? name;

    private static AlertStatus StatusOf(string? condition) => condition?.ToLowerInvariant() switch
    {
        "fired" => AlertStatus.Firing,
        "resolved" => AlertStatus.Resolved,
        null => throw new FormatException("The alert has no 'monitorCondition'."),
        var other => throw new FormatException($"The alert's 'monitorCondition' is '{AlertReader.Clip(other)}'; it can be Fired or Resolved."),
    };

    private static string SeverityOf(string? severity) => severity?.ToLowerInvariant() switch
    {
        "sev0" => "critical",
        "sev1" => "high",
        "sev2" => "warning",
        _ => "info",
    };

    private static DateTimeOffset? Time(JsonElement essentials, string name)
    {
        if (essentials.TextAt(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return essentials.GetProperty(name).TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"The alert's '{name}' is '{AlertReader.Clip(text)}', which is no RFC 3339 time.");
    }
}
