using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Support.Notices;

/// <summary>The messages of one Slack channel, as Slack keeps them: posted twice they stand there twice, edited they stay where they are.</summary>
public sealed class SlackChannel
{
    private readonly Lock gate = new();
    private readonly List<JsonObject> messages = [];

    /// <summary>Says no to whatever is asked, in Slack's way; null: says yes.</summary>
    public string? Error { get; set; }

    /// <summary>Messages in the channel itself, oldest first.</summary>
    public IReadOnlyList<JsonObject> Roots => Of(thread: null);

    /// <summary>The thread under a message.</summary>
    public IReadOnlyList<JsonObject> Thread(JsonObject root) => Of($"{root["ts"]}");

    internal JsonObject Answer(string method, string thread, string body)
    {
        lock (gate)
        {
            if (Error is not null)
            {
                return new JsonObject { ["ok"] = false, ["error"] = Error };
            }

            return method switch
            {
                "chat.postMessage" => Post(JsonNode.Parse(body)!.AsObject()),
                "chat.update" => Edit(JsonNode.Parse(body)!.AsObject()),
                "conversations.history" => List(message => message["thread_ts"] is null),
                "conversations.replies" => List(message => $"{message["thread_ts"] ?? message["ts"]}" == thread),
                _ => new JsonObject { ["ok"] = false, ["error"] = "unknown_method" },
            };
        }
    }

    private JsonObject Post(JsonObject message)
    {
        message["ts"] = string.Create(CultureInfo.InvariantCulture, $"1767600000.{messages.Count:000000}");
        messages.Add(message);
        return new JsonObject { ["ok"] = true, ["channel"] = message["channel"]!.DeepClone(), ["ts"] = message["ts"]!.DeepClone() };
    }

    private JsonObject Edit(JsonObject edit)
    {
        if (messages.Find(message => $"{message["ts"]}" == $"{edit["ts"]}") is not { } found)
        {
            return new JsonObject { ["ok"] = false, ["error"] = "message_not_found" };
        }

        found["text"] = edit["text"]!.DeepClone();
        found["blocks"] = edit["blocks"]!.DeepClone();
        return new JsonObject { ["ok"] = true, ["ts"] = found["ts"]!.DeepClone() };
    }

    private JsonObject List(Func<JsonObject, bool> isWanted) =>
        new() { ["ok"] = true, ["messages"] = new JsonArray([.. messages.Where(isWanted).Select(message => message.DeepClone())]) };

    private IReadOnlyList<JsonObject> Of(string? thread)
    {
        lock (gate) return [.. messages.Where(message => (string?)message["thread_ts"] == thread).Select(message => message.DeepClone().AsObject())];
    }
}
