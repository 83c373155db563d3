using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Tries to read files in ConfigMaps that were written lately: one that was cut off, or mistyped, says so long before a container that reads it has crashed often enough
/// to be noticed. Nothing of what they hold is kept.
/// </summary>
internal static class ConfigurationFiles
{
    private const int MostRead = 5;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>By ConfigMap, the file that cannot be read and where it breaks off.</summary>
    public static async Task<Dictionary<string, string>> UnreadableAsync(Scene scene, IEnumerable<JsonObject> maps)
    {
        var earliest = scene.Onset - ReleaseHistory.TriggerWindow;
        var lately = maps.Where(map => WrittenAt(map) >= earliest).OrderByDescending(WrittenAt).Take(MostRead);
        var read = await Task.WhenAll(lately.Select(map => scene.FindAsync(Kinds.ConfigMap.Ref(scene.Namespace, map.Name()))));
        return read.OfType<JsonObject>()
            .Select(map => (Name: map.Name(), Problem: map.Map("data").Select(file => Problem(file.Key, file.Value)).FirstOrDefault(problem => problem is not null)))
            .Where(found => found.Problem is not null)
            .ToDictionary(found => found.Name, found => found.Problem!);
    }

    private static DateTimeOffset WrittenAt(JsonObject map) => ManagedFields.Read(map).Select(change => change.At).Append(map.CreatedAt()).Max();

    private static string? Problem(string name, string content)
    {
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var read = JsonDocument.Parse(content, Lenient);
            return null;
        }
        catch (JsonException malformed)
        {
            return $"{name}, line {(malformed.LineNumber ?? 0) + 1}";
        }
    }
}
