using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>The YAML files of infra/ as nodes.</summary>
internal static class Manifests
{
    /// <summary>All documents of the files in a folder, with the file each comes from.</summary>
    public static IEnumerable<(string Path, YamlMappingNode Root)> In(string folder) =>
        Repository.Files(folder, "*.yaml").Where(path => !path.EndsWith("/kustomization.yaml", StringComparison.Ordinal)).SelectMany(path => Parse(Repository.Read(path)).Select(root => (path, root)));

    public static IEnumerable<YamlMappingNode> Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    /// <summary>The custom resource definitions by kind.</summary>
    public static Dictionary<string, YamlMappingNode> CustomResources() =>
        In("infra/kubernetes/crds").ToDictionary(file => file.Root.Text("spec", "names", "kind"), file => file.Root);

    public static YamlMappingNode Version(this YamlMappingNode definition) => definition.Map("spec").List("versions").Cast<YamlMappingNode>().Single();

    public static YamlMappingNode Schema(this YamlMappingNode definition) => definition.Version().Map("schema", "openAPIV3Schema");

    public static YamlNode? Find(this YamlNode node, params string[] path) =>
        path.Aggregate<string, YamlNode?>(node, (current, key) => current is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null);

    public static YamlMappingNode Map(this YamlNode node, params string[] path) =>
        node.Find(path) as YamlMappingNode ?? throw new InvalidOperationException($"There is no mapping at {string.Join('.', path)}.");

    public static IEnumerable<YamlNode> List(this YamlNode node, params string[] path) => node.Find(path) as YamlSequenceNode ?? [];

    public static IEnumerable<string> Texts(this YamlNode node, params string[] path) => node.List(path).Select(item => ((YamlScalarNode)item).Value!);

    public static string Text(this YamlNode node, params string[] path) =>
        (node.Find(path) as YamlScalarNode)?.Value ?? throw new InvalidOperationException($"There is no text at {string.Join('.', path)}.");

    public static IEnumerable<(string Name, YamlMappingNode Node)> Entries(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(child => (((YamlScalarNode)child.Key).Value!, (YamlMappingNode)child.Value)) : [];
}
