using System.Text.Json;
using Autocura.Incidents;
using Autocura.Triggers.Access;

namespace Autocura.Triggers;

/// <summary>Reads a decision as people and chat tools send it.</summary>
internal static class ApprovalRequest
{
    private const string Shape = """Send {"planId": "...", "approved": true or false (or "decision": "approve" or "reject"), "by": "who decides", "reason": "...", "planHash": "..."}.""";

    /// <param name="body">What was sent.</param>
    /// <param name="caller">Who sent it, where that is verified; then it counts, and no name in the body does.</param>
    /// <exception cref="FormatException">It is no decision; the message says what is missing.</exception>
    public static Approval Read(ReadOnlyMemory<byte> body, Caller? caller = null)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement : throw new FormatException($"The body is no JSON object. {Shape}");
            return new Approval(Required(root, "planId"), Decision(root), caller?.Name ?? Required(root, "by"), Text(root, "reason")) { PlanHash = Text(root, "planHash") };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The body is not JSON: {malformed.Message} {Shape}", malformed);
        }
    }

    private static bool Decision(JsonElement root)
    {
        bool? approved = root.TryGetProperty("approved", out var flag) && flag.ValueKind != JsonValueKind.Null
            ? flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw new FormatException($"'approved' must be true or false. {Shape}")
            : null;
        bool? decided = Text(root, "decision")?.ToLowerInvariant() switch
        {
            null => null,
            "approve" or "approved" => true,
            "reject" or "rejected" => false,
            var other => throw new FormatException($"'decision' is '{other}'; it can be approve or reject. {Shape}"),
        };
        if (approved is not null && decided is not null && approved != decided)
        {
            throw new FormatException("'approved' and 'decision' contradict each other. Send one of them.");
        }

        return approved ?? decided ?? throw new FormatException($"The decision is missing. {Shape}");
    }

    private static string Required(JsonElement root, string name) =>
        Text(root, name) is { Length: > 0 } text ? text : throw new FormatException($"'{name}' is missing. {Shape}");

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()?.Trim() : throw new FormatException($"'{name}' must be a text. {Shape}");
    }
}
