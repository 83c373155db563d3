using System.Text;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Notifications.Notifiers;

/// <summary>Tells a channel of Microsoft Teams by an Adaptive Card, through a workflow's address. Each moment is a card of its own, for a workflow can edit none.</summary>
internal sealed class TeamsNotifier(NotificationOptions options, NotifierHttp http) : IDigestNotifier
{
    /// <summary>Teams takes 28 KB; long texts are shortened until the card is well below.</summary>
    private const int LargestCard = 24 * 1024;

    private const string Card = "application/vnd.microsoft.card.adaptive";

    public string Name => "teams";

    public string Missing => options.Teams.Missing;

    public async Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Envelope(message).ToJsonString());
        if (body.Length > LargestCard)
        {
            body = Encoding.UTF8.GetBytes(Envelope(message with { Sections = [] }).ToJsonString());
        }

        return await PostAsync(body, cancellationToken);
    }

    public Task<DeliveryReceipt> SendAsync(WeekDigest digest, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Envelope(Body(digest), []).ToJsonString());
        for (var left = digest.Sections.Count - 1; body.Length > LargestCard && left > 0; left--)
        {
            body = Encoding.UTF8.GetBytes(Envelope(Body(digest with { Sections = [.. digest.Sections.Take(left)] }), []).ToJsonString());
        }

        return PostAsync(body, cancellationToken);
    }

    private async Task<DeliveryReceipt> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Teams.WebhookUrl) { Content = NotifierHttp.Json(body) };
        return (await http.SendAsync(request, cancellationToken)).Failure ?? DeliveryReceipt.Delivered();
    }

    private static JsonObject Envelope(Message message) =>
        Envelope(Body(message), [.. message.Links.Select(link => new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = link.Title, ["url"] = link.Url })]);

    private static JsonObject Envelope(JsonArray body, JsonArray actions) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = Card,
            ["contentUrl"] = null,
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["msteams"] = new JsonObject { ["width"] = "Full" },
                ["body"] = body,
                ["actions"] = actions,
            },
        }),
    };

    private static JsonArray Body(Message message)
    {
        var body = new JsonArray
        {
            new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(message.Title), ["weight"] = "Bolder", ["size"] = "Large", ["wrap"] = true, ["color"] = Color(message), ["style"] = "heading" },
        };
        foreach (var line in new[] { message.Said, message.Asked }.Where(line => line.Length > 0))
        {
            body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(line), ["wrap"] = true });
        }

        body.Add(new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. message.Facts.Select(fact => new JsonObject { ["title"] = fact.Name, ["value"] = Plain(fact.Value) })]) });
        foreach (var section in message.Sections)
        {
            body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(section.Title), ["weight"] = "Bolder", ["wrap"] = true });
            foreach (var line in section.Lines)
            {
                body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(line), ["wrap"] = true, ["spacing"] = "None", ["fontType"] = section.IsCode ? "Monospace" : "Default" });
            }
        }

        return body;
    }

    private static JsonArray Body(WeekDigest digest)
    {
        var body = new JsonArray { new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(digest.Title), ["weight"] = "Bolder", ["size"] = "Large", ["wrap"] = true, ["style"] = "heading" } };
        foreach (var section in digest.Sections)
        {
            body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(section.Title), ["weight"] = "Bolder", ["wrap"] = true });
            foreach (var line in section.Lines) body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(line), ["wrap"] = true, ["spacing"] = "None" });
        }

        return body;
    }

    private static string Color(Message message) => (message.Moment, message.Severity) switch
    {
        (NoticeMoment.Resolved, _) => "Good",
        (_, Severity.Critical or Severity.High) => "Attention",
        _ => "Warning",
    };

    /// <summary>A card reads Markdown, and an alert may say what it likes: a link or a list is shown as it is written.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' or ']' or '*' or '_' or '`' or '\\' || (text[i] is '#' or '-' && i == 0))
            {
                plain.Append('\\');
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
