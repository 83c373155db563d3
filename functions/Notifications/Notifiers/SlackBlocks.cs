using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Notifications.Notifiers;

/// <summary>A message in Slack's Block Kit, within its bounds. Text from outside is escaped, so that it can neither link nor call anybody.</summary>
internal static class SlackBlocks
{
    private const int LongestText = 3000;
    private const int LongestHeader = 150;

    /// <summary>The message as it stands in the channel.</summary>
    public static JsonObject Of(Message message, bool withButtons)
    {
        var blocks = new JsonArray
        {
            new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Clip($"{Sign(message)} {message.Title}", LongestHeader) } },
        };
        foreach (var line in new[] { message.Said, message.Asked.Length > 0 ? $"*{Escape(message.Asked)}*" : "" }.Where(line => line.Length > 0))
        {
            blocks.Add(Section(line == message.Said ? Escape(line) : line));
        }

        blocks.Add(new JsonObject { ["type"] = "section", ["fields"] = new JsonArray([.. message.Facts.Select(fact => Markdown($"*{fact.Name}*\n{Escape(fact.Value)}"))]) });
        foreach (var section in message.Sections)
        {
            var lines = string.Join('\n', section.Lines.Select(Escape));
            blocks.Add(Section($"*{Escape(section.Title)}*\n{(section.IsCode ? $"```{Clip(lines.Replace("```", "'''", StringComparison.Ordinal), LongestText - 200)}```" : lines)}"));
        }

        if (withButtons && message.ToDecide is { } plan)
        {
            blocks.Add(new JsonObject { ["type"] = "actions", ["block_id"] = "autocura_decision", ["elements"] = new JsonArray(Button(SlackClick.ApproveAction, "Approve", "primary", message, plan), Button(SlackClick.RejectAction, "Reject", "danger", message, plan)) });
        }

        if (message.Links.Count > 0)
        {
            blocks.Add(Section(string.Join("  ·  ", message.Links.Select(link => $"<{Escape(link.Url).Replace("|", "%7C", StringComparison.Ordinal)}|{Escape(link.Title)}>"))));
        }

        return new JsonObject { ["text"] = Escape(message.Title), ["blocks"] = blocks };
    }

    /// <summary>One step, as it stands in the thread.</summary>
    public static JsonObject Step(Message message) =>
        new() { ["text"] = Clip($"{Sign(message)} {Escape(message.Title)}\n{Escape(message.Said)}{(message.Asked.Length > 0 ? $"\n*{Escape(message.Asked)}*" : "")}", LongestText) };

    /// <summary>A week, as it stands in the channel.</summary>
    public static JsonObject Of(WeekDigest digest)
    {
        var blocks = new JsonArray { new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Clip(digest.Title, LongestHeader) } } };
        foreach (var section in digest.Sections)
        {
            blocks.Add(Section($"*{Escape(section.Title)}*\n{string.Join('\n', section.Lines.Select(line => $"• {Escape(line)}"))}"));
        }

        return new JsonObject { ["text"] = Escape(digest.Title), ["blocks"] = blocks };
    }

    private static JsonObject Button(string action, string text, string style, Message message, NoticedPlan plan) => new()
    {
        ["type"] = "button",
        ["action_id"] = action,
        ["style"] = style,
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text },
        ["value"] = JsonSerializer.Serialize(new SlackDecision(message.IncidentId, plan.Id, plan.Hash)),
        ["confirm"] = new JsonObject
        {
            ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = $"{text} this plan?" },
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Clip(plan.Strategy, 300) },
            ["confirm"] = new JsonObject { ["type"] = "plain_text", ["text"] = text },
            ["deny"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Not yet" },
        },
    };

    private static string Sign(Message message) => (message.Moment, message.Severity) switch
    {
        (NoticeMoment.Resolved, _) => "✅",
        (NoticeMoment.Escalated, _) => "🆘",
        (NoticeMoment.NeedsApproval, _) => "✋",
        (_, Severity.Critical) => "🔴",
        (_, Severity.High) => "🟠",
        (_, Severity.Medium) => "🟡",
        _ => "🔵",
    };

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Markdown(text) };

    private static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = Clip(text, LongestText) };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Clip(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
