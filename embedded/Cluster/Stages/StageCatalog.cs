using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>The stages in this assembly, in the order of their files' names. A field that no stage has is an error, so that a typing mistake is not silence.</summary>
internal static class StageCatalog
{
    private const string Prefix = "Cluster.Stages.";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<Stage> Load()
    {
        var assembly = typeof(StageCatalog).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Read(name, assembly.GetManifestResourceStream(name)!))];
    }

    private static List<Stage> Read(string name, Stream stream)
    {
        using (stream)
        {
            return JsonSerializer.Deserialize<List<Stage>>(stream, Strict) ?? throw new InvalidDataException($"{name} holds no stages.");
        }
    }
}
