using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>The CustomResourceDefinitions that are in every cluster: our own, and those of the projects whose effects the simulation knows.</summary>
internal static class BundledDefinitions
{
    private const string Prefix = "Crds.";
    private static readonly Lazy<IReadOnlyList<JsonObject>> Loaded = new(Read);

    /// <summary>Copies that may be changed.</summary>
    public static IEnumerable<JsonObject> Load() => Loaded.Value.Select(definition => definition.Copy());

    private static List<JsonObject> Read()
    {
        var assembly = typeof(BundledDefinitions).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. names.SelectMany(name => Documents(assembly.GetManifestResourceStream(name)!)).Where(document => document.Kind() == "CustomResourceDefinition")];
    }

    private static IEnumerable<JsonObject> Documents(Stream resource)
    {
        using var reader = new StreamReader(resource);
        return [.. YamlTree.ParseAll(reader.ReadToEnd()).OfType<JsonObject>()];
    }
}
