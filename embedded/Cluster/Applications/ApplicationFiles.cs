using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The files of the applications in this assembly. A field that nothing reads is an error which names the file and the field, so that a typing mistake is not silence.</summary>
internal static class ApplicationFiles
{
    /// <summary>The folder of what is in every cluster: its nodes, and what images do that belong to no application.</summary>
    public const string Cluster = "cluster";

    private const string Prefix = "Applications.";

    internal static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    /// <summary>The folders that hold a file of this name, in order.</summary>
    public static IReadOnlyList<string> Folders(string file) =>
    [
        .. typeof(ApplicationFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith($".{file}", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^(file.Length + 1)])
            .Order(StringComparer.Ordinal),
    ];

    public static T Read<T>(string folder, string file) => Parse<T>(Raw(folder, file), $"{folder}/{file}");

    /// <summary>Reads one file's text.</summary>
    public static T Parse<T>(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{file}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The objects of an application's manifests: one file or a folder of them, in the order of their names.</summary>
    public static IReadOnlyList<JsonObject> Manifests(string folder)
    {
        var prefix = $"{Prefix}{folder}.manifests.";
        return
        [
            .. typeof(ApplicationFiles).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => YamlTree.ParseAll(Text(name)))
                .Select(document => document.AsObject()),
        ];
    }

    /// <summary>One file's text.</summary>
    public static string Raw(string folder, string file) => Text($"{Prefix}{folder}.{file}");

    private static string Text(string resource)
    {
        using var stream = typeof(ApplicationFiles).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in this assembly.");
        return new StreamReader(stream).ReadToEnd();
    }
}
