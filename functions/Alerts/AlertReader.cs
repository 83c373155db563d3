using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Reads one alert of a message. Everything in it is free text from outside, so everything is bounded: a label that is too long is left out
/// (cut, it would name something else), an annotation is cut.
/// </summary>
internal static class AlertReader
{
    public const int LabelCharacters = 1024;

    private const int MaxLabels = 64;
    private const int MaxAnnotations = 32;
    private const int AnnotationCharacters = 2048;
    private const int FingerprintCharacters = 128;

    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static Alert Read(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("The entry is not an object.");
        }

        var labels = Texts(entry, "labels");
        if (labels.Count is 0 or > MaxLabels)
        {
            throw new FormatException(labels.Count == 0 ? "The alert has no labels." : $"The alert has {labels.Count} labels; at most {MaxLabels} are taken.");
        }

        return new Alert
        {
            Status = Status(entry),
            Fingerprint = DeclaredFingerprint(entry) ?? Fingerprint.Of(labels),
            StartsAt = Time(entry, "startsAt") ?? throw new FormatException("The alert has no 'startsAt', so its episode is not known."),
            EndsAt = Time(entry, "endsAt"),
            Labels = labels.Where(label => label.Value.Length <= LabelCharacters && label.Key != Alert.SourceLabel).ToDictionary(),
            Annotations = Texts(entry, "annotations").Take(MaxAnnotations).ToDictionary(note => note.Key, note => Clip(note.Value)),
        };
    }

    /// <summary>The text, or null when it is not Unicode (a lone surrogate, or bytes that are not UTF-8).</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static AlertStatus Status(JsonElement entry) => OptionalText(entry, "status")?.ToLowerInvariant() switch
    {
        "firing" => AlertStatus.Firing,
        "resolved" => AlertStatus.Resolved,
        null => throw new FormatException("The alert has no 'status'."),
        var other => throw new FormatException($"The alert's 'status' is '{Clip(other)}'; it can be firing or resolved."),
    };

    /// <summary>Sent by whoever sent the alert, so taken only when it looks like one.</summary>
    private static string? DeclaredFingerprint(JsonElement entry) =>
        OptionalText(entry, "fingerprint") is { Length: > 0 and <= FingerprintCharacters } declared && declared.All(char.IsAsciiLetterOrDigit) ? declared : null;

    /// <summary>The time, or null when there is none; Go's zero time, in the year 1, is none.</summary>
    private static DateTimeOffset? Time(JsonElement entry, string name)
    {
        if (OptionalText(entry, name) is not { Length: > 0 } text || text.StartsWith("0001-01-01T"))
        {
            return null;
        }

        return entry.GetProperty(name).TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"The alert's '{name}' is '{Clip(text)}', which is no RFC 3339 time.");
    }

    private static string? OptionalText(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? TextOf(value) ?? throw new FormatException($"The alert's '{name}' holds text that is not Unicode.")
            : throw new FormatException($"The alert's '{name}' is not a text.");
    }

    private static Dictionary<string, string> Texts(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var values) || values.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (values.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The alert's '{name}' are not an object of names and texts.");
        }

        var texts = new Dictionary<string, string>();
        foreach (var property in values.EnumerateObject())
        {
            var key = NameOf(property);
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw new FormatException($"In the alert's '{name}', '{Clip(key)}' is not a text.");
            }

            texts[key] = TextOf(property.Value) ?? throw new FormatException($"In the alert's '{name}', '{Clip(key)}' is not Unicode.");
        }

        return texts;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException unreadable)
        {
            throw new FormatException("The alert has a label or annotation whose name is not Unicode.", unreadable);
        }
    }

    public static string Clip(string text) => text.Length <= AnnotationCharacters ? text : text[..AnnotationCharacters];
}
