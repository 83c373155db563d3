using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Alerts;

namespace Autocura.Metrics;

/// <summary>Silences as Alertmanager's API v2 writes them.</summary>
internal static class AlertmanagerSilences
{
    public const string Path = "api/v2/silences";

    /// <summary>Who made the silences that this system places.</summary>
    public const string Author = "autocura";

    /// <summary>A silence of one alert, by every label that it has in Alertmanager.</summary>
    public static JsonObject Of(SilenceOrder order, IReadOnlyDictionary<string, string> labels) => new()
    {
        ["matchers"] = new JsonArray([.. labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new JsonObject { ["name"] = label.Key, ["value"] = label.Value, ["isRegex"] = false, ["isEqual"] = true })]),
        ["startsAt"] = order.From.UtcDateTime.ToString("O"),
        ["endsAt"] = order.Until.UtcDateTime.ToString("O"),
        ["createdBy"] = Author,
        ["comment"] = $"{order.Comment} [{order.Key}]",
    };

    /// <summary>The silences of a listing.</summary>
    public static IReadOnlyList<FoundSilence> Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static FoundSilence Read(JsonElement silence) => new(
        silence.GetProperty("id").GetString()!,
        silence.GetProperty("createdBy").GetString()!,
        silence.GetProperty("comment").GetString()!,
        silence.GetProperty("status").GetProperty("state").GetString()!)
    {
        Matchers = [.. silence.GetProperty("matchers").EnumerateArray().Select(matcher => KeyValuePair.Create(matcher.GetProperty("name").GetString()!, matcher.GetProperty("value").GetString()!))],
    };
}

/// <summary>A silence that stands in Alertmanager, or did.</summary>
internal sealed record FoundSilence(string Id, string Author, string Comment, string State)
{
    /// <summary>Label names and what they are matched with. People's silences may match one label more than once.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Matchers { get; init; }

    public bool IsOurs => Author == AlertmanagerSilences.Author;

    /// <summary>Whether it holds, or will, and was placed under this key.</summary>
    public bool IsUnder(string key) => IsOurs && State != "expired" && Comment.EndsWith($"[{key}]", StringComparison.Ordinal);

    /// <summary>Whether it is, label by label, a silence that this system places on an alert.</summary>
    public bool Silences(IReadOnlyDictionary<string, string> labels) => Matchers.Count == labels.Count && Matchers.All(matcher => labels.GetValueOrDefault(matcher.Key) == matcher.Value);
}
