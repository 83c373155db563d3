using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Reads the webhook message of Alertmanager (version 4) and of Grafana, which sends the same and more. What is not known is ignored, what
/// is needed must be readable: an entry that is not is set aside with the reason, and never stops the others.
/// </summary>
public static class AlertmanagerPayload
{
    private const int TextCharacters = 1024;

    // What Go's regexp.QuoteMeta puts a backslash before.
    private const string Quoted = @"\.+*?()|[]{}^$";

    /// <summary>The message. Text that is no such message at all becomes one rejected entry: it comes again and again if it is refused.</summary>
    public static AlertGroup Parse(ReadOnlyMemory<byte> body) => MessageText.Read(body, message => Read(message, AlertReader.Read));

    /// <summary>The message, each of its entries read by <paramref name="readEntry"/>.</summary>
    /// <exception cref="FormatException">It is no such message.</exception>
    internal static AlertGroup Read(JsonElement message, Func<JsonElement, Alert> readEntry)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The message is {MessageText.Kind(message)} where Alertmanager sends an object with 'alerts'.");
        }

        if (!message.TryGetProperty("alerts", out var entries) || entries.ValueKind != JsonValueKind.Array)
        {
            var problem = entries.ValueKind == JsonValueKind.Undefined ? "has no 'alerts'" : $"has {MessageText.Kind(entries)} as 'alerts'";
            throw new FormatException($"The message {problem}: send Alertmanager's own payload, not a template.");
        }

        var alerts = new List<Alert>();
        var rejected = new List<RejectedAlert>();
        foreach (var (index, entry) in entries.EnumerateArray().Index())
        {
            try
            {
                alerts.Add(readEntry(entry));
            }
            catch (FormatException unreadable)
            {
                rejected.Add(new RejectedAlert(index, unreadable.Message, MessageText.Raw(JsonMarshal.GetRawUtf8Value(entry))));
            }
        }

        return new AlertGroup
        {
            Receiver = Unquote(Text(message, "receiver")),
            Status = Text(message, "status"),
            GroupKey = Text(message, "groupKey"),
            ExternalUrl = Text(message, "externalURL"),
            Version = Text(message, "version"),
            TruncatedAlerts = message.TryGetProperty("truncatedAlerts", out var left) && left.ValueKind == JsonValueKind.Number && left.TryGetInt32(out var count) ? count : 0,
            Alerts = alerts,
            Rejected = rejected,
        };
    }

    /// <summary>A property that only describes the message: one that cannot be read is no reason to refuse the alerts.</summary>
    private static string Text(JsonElement message, string name)
    {
        if (!message.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String || AlertReader.TextOf(value) is not { } text)
        {
            return "";
        }

        return text.Length <= TextCharacters ? text : text[..TextCharacters];
    }

    private static string Unquote(string receiver)
    {
        var plain = new StringBuilder(receiver.Length);
        for (var i = 0; i < receiver.Length; i++)
        {
            var quotes = receiver[i] == '\\' && i + 1 < receiver.Length && Quoted.Contains(receiver[i + 1]);
            plain.Append(receiver[quotes ? ++i : i]);
        }

        return plain.ToString();
    }
}
