using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.KnownGood.Comparison;

/// <summary>Reads a text of a ConfigMap as what it is, so that a change in it has a path: JSON, properties, or YAML as far as its outline goes.</summary>
internal static class TextDocument
{
    private const int Longest = 64 * 1024;
    private const int DeepestJson = 64;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DeepestJson };

    public static NormalNode Read(string name, string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        if (normal.Length > Longest)
        {
            return new NormalNode.Document(normal, "text", null);
        }

        return Json(name, normal) ?? Outlined(name, normal) ?? new NormalNode.Document(normal, "text", null);
    }

    private static NormalNode.Document? Json(string name, string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            // A JsonObject finds out only when it is read that a name stands in it twice.
            var content = JsonNode.Parse(text, documentOptions: Lenient);
            return NormalForm.OfDocument(content, name) is { } parsed ? new NormalNode.Document(text, "json", parsed) : null;
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return null; // it only looks like JSON: then it is a text
        }
    }

    private static NormalNode.Document? Outlined(string name, string text)
    {
        var lines = text.Split('\n');
        if (TextOutline.Properties(lines) is { } properties)
        {
            return new NormalNode.Document(text, "properties", properties);
        }

        return !name.EndsWith(".conf") && TextOutline.Yaml(lines) is { } yaml ? new NormalNode.Document(text, "yaml", yaml) : null;
    }
}
