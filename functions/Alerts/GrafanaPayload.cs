using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Reads the webhook message of Grafana's alerting: Alertmanager's message and more. What it adds (measured values, and where to look and to silence) is kept with the
/// alert as annotations, for people; the labels and fingerprints are Grafana's own.
/// </summary>
public static class GrafanaPayload
{
    private static readonly string[] Links = ["generatorURL", "dashboardURL", "panelURL", "silenceURL", "imageURL"];

    /// <summary>The message. Text that is no such message at all becomes one rejected entry.</summary>
    public static AlertGroup Parse(ReadOnlyMemory<byte> body) => MessageText.Read(body, message => message.At("evalMatches") is null
        ? AlertmanagerPayload.Read(message, Read)
        : throw new FormatException("The message is of Grafana's legacy dashboard alerts, which name no labels: move the rule to Grafana Alerting."));

    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    private static Alert Read(JsonElement entry)
    {
        var alert = AlertReader.Read(entry);
        var annotations = new Dictionary<string, string>(alert.Annotations);
        if (Values(entry) is { Length: > 0 } values)
        {
            annotations.TryAdd("values", AlertReader.Clip(values));
        }

        foreach (var link in Links.Select(name => (Name: name, Url: entry.TextAt(name))).Where(link => IsLink(link.Url)))
        {
            annotations.TryAdd(link.Name, AlertReader.Clip(link.Url!));
        }

        return alert with { Annotations = annotations };
    }

    /// <summary>By the names of the rule's expressions, as newer versions send them; else the text of older ones. A value that is not a number is null there.</summary>
    private static string? Values(JsonElement entry) => entry.At("values") is { ValueKind: JsonValueKind.Object } values && values.EnumerateObject().Any()
        ? string.Join(", ", values.EnumerateObject().Take(16).Select(value => $"{value.Name}={value.Value.GetRawText()}"))
        : entry.TextAt("valueString");

    private static bool IsLink(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}
