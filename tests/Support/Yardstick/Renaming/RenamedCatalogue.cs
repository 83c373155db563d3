using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Scenarios;

namespace Autocura.Support.Yardstick.Renaming;

/// <summary>
/// All applications and scenarios with other names and other numbers: whoever diagnoses them by a name, an image or a number that it has seen, fails here.
/// </summary>
internal sealed class RenamedCatalogue
{
    private const string ScenarioFolder = "Scenarios/";
    private static readonly string[] Files = ["application.json", "images.json"];
    private static readonly ConcurrentDictionary<int, Lazy<RenamedCatalogue>> Known = new();

    private readonly NewNames names;
    private readonly List<string> applications;

    private RenamedCatalogue(int seed)
    {
        var folders = ApplicationFiles.Folders("application.json").ToList();
        var vocabulary = new Vocabulary();
        foreach (var folder in folders)
        {
            foreach (var file in Files)
            {
                vocabulary.Read(JsonNode.Parse(ApplicationFiles.Raw(folder, file)));
            }

            foreach (var manifest in ApplicationFiles.Manifests(folder))
            {
                vocabulary.Read(manifest);
                ReadFlags(vocabulary, manifest);
            }
        }

        foreach (var (_, text) in ScenarioTexts())
        {
            vocabulary.Read(WithoutName(JsonNode.Parse(text)!.AsObject()));
        }

        names = new NewNames(vocabulary, seed);
        applications = [.. ApplicationCatalog.Load().All.Select(application => application.Name)];
        World = new SimulatedWorld(
            new ImageCatalog([.. folders.OrderBy(folder => folder != ApplicationFiles.Cluster).SelectMany(Profiles)]),
            ApplicationCatalog.Of(folders.Select(Application), Manifests));
    }

    /// <summary>What a cluster of these names can run.</summary>
    public SimulatedWorld World { get; }

    public static RenamedCatalogue Of(int seed) => Known.GetOrAdd(seed, one => new(() => new RenamedCatalogue(one))).Value;

    /// <summary>The scenario of that name in the catalogue, on objects of other names.</summary>
    public Scenario Scenario(string name)
    {
        var (file, text) = ScenarioTexts().Single(one => Path.GetFileNameWithoutExtension(one.File) == name);
        var root = JsonNode.Parse(text)!.AsObject();
        var renamed = RenamedTree.Of(WithoutName(root.DeepClone().AsObject()), names)!.AsObject();
        renamed["name"] = name;
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(renamed.ToJsonString()));
        return ScenarioFile.Read(file, content, applications);
    }

    /// <summary>A right answer in the new names.</summary>
    public Fault Renamed(Fault fault)
    {
        var space = fault.Object.IndexOf(' ', StringComparison.Ordinal);
        return fault with { Object = $"{fault.Object[..space]} {names.Text(fault.Object[(space + 1)..])}" };
    }

    private IReadOnlyList<JsonObject> Manifests(string folder) => [.. ApplicationFiles.Manifests(folder).Select(manifest => (JsonObject)RenamedTree.Of(manifest, names)!)];

    private Application Application(string folder)
    {
        var root = JsonNode.Parse(ApplicationFiles.Raw(folder, Files[0]))!.AsObject();
        var renamed = RenamedTree.Of(WithoutName(root.DeepClone().AsObject()), names)!.AsObject();
        renamed["name"] = root["name"]!.GetValue<string>();
        return ApplicationFiles.Parse<Application>(renamed.ToJsonString(), $"{folder}, renamed");
    }

    private IEnumerable<ImageProfile> Profiles(string folder) => ApplicationFiles.Folders(Files[1]).Contains(folder)
        ? ApplicationFiles.Parse<List<ImageProfile>>(RenamedTree.Of(JsonNode.Parse(ApplicationFiles.Raw(folder, Files[1])), names)!.ToJsonString(), $"{folder}, renamed")
        : [];

    /// <summary>The name of a file is no name of an object.</summary>
    private static JsonObject WithoutName(JsonObject root)
    {
        root.Remove("name");
        return root;
    }

    private static void ReadFlags(Vocabulary vocabulary, JsonObject manifest)
    {
        foreach (var (key, value) in manifest.Kind() == "ConfigMap" ? manifest["data"]?.AsObject() ?? [] : [])
        {
            if (key.EndsWith(".flagd.json", StringComparison.Ordinal))
            {
                vocabulary.ReadFlags(JsonNode.Parse(value!.GetValue<string>())!);
            }
        }
    }

    private static IEnumerable<(string File, string Text)> ScenarioTexts()
    {
        var assembly = typeof(ScenarioCatalog).Assembly;
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ScenarioFolder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            yield return (file, reader.ReadToEnd());
        }
    }
}
