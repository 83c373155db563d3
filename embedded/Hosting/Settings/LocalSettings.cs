using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Settings;

/// <summary>The <c>Values</c> of a local.settings.json, in the shape environment variables would have.</summary>
internal static class LocalSettings
{
    public static IReadOnlyDictionary<string, string?> Read(string path)
    {
        if (!File.Exists(path)) return new Dictionary<string, string?>();
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException error)
        {
            throw new SettingsException($"{path} is not JSON: {error.Message}", error);
        }

        if ((root as JsonObject)?["IsEncrypted"] is JsonValue encrypted && encrypted.TryGetValue<bool>(out var isEncrypted) && isEncrypted)
            throw new SettingsException($"{path} is encrypted: run 'func settings decrypt' first.");
        return (root as JsonObject)?["Values"] switch
        {
            null => new Dictionary<string, string?>(),
            JsonObject values => values.ToDictionary(pair => pair.Key.Replace("__", ":"), pair => Text(path, pair.Key, pair.Value)),
            _ => throw new SettingsException($"{path}: 'Values' must be an object of names and texts."),
        };
    }

    private static string? Text(string path, string key, JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar => scalar.ToString(),
        _ => throw new SettingsException($"{path}: the value of '{key}' must be a text. For nested settings write the key as 'Section:Name'."),
    };
}
