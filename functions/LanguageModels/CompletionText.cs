using System.Text.Json;

namespace Autocura.LanguageModels;

/// <summary>Reads a chat completion. Servers that speak the protocol differ in what they add; what is needed is asked for, and all else is left alone.</summary>
internal static class CompletionText
{
    public static ModelReply Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return Garbled("its answer is no JSON");
        }
    }

    private static ModelReply Of(JsonElement root)
    {
        if (Field(root, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0 || Field(choices[0], "message") is not { ValueKind: JsonValueKind.Object } message)
        {
            return Garbled("its answer holds no message");
        }

        var finish = Text(choices[0], "finish_reason");
        var reply = (Text(message, "refusal"), finish, Text(message, "content")) switch
        {
            ({ Length: > 0 }, _, _) or (_, "content_filter", _) => new ModelReply("ModelRefused", "The model refused to answer."),
            (_, "length", _) => new ModelReply("CutShort", "The answer was longer than it may be (Autocura:LanguageModel:MostAnswerTokens) and was cut short."),
            (_, _, { Length: > 0 } text) => new ModelReply(ModelReply.Answered, "") { Text = text },
            _ => new ModelReply("NothingSaid", "The answer holds no text."),
        };
        return reply with { WasHeard = true, QuestionTokens = Count(root, "prompt_tokens"), AnswerTokens = Count(root, "completion_tokens") };
    }

    private static ModelReply Garbled(string why) => new("Garbled", $"The server does not speak the protocol: {why}.");

    private static JsonElement? Field(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : null;

    private static string? Text(JsonElement of, string name) => Field(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Count(JsonElement root, string name) => Field(root, "usage") is { } usage && Field(usage, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) && count >= 0 ? count : null;
}
