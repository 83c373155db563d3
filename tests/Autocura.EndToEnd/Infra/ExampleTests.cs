using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>Objects as people have written them elsewhere, in the shape that our kinds promise to take: each is applied with kubectl and read back whole.</summary>
public sealed partial class ExampleTests(ApiServerFixture api) : IClassFixture<ApiServerFixture>
{
    private const string Folder = "tests/Autocura.EndToEnd/Infra/Examples";

    public static TheoryData<string> Files => [.. Repository.Files(Folder, "*.yaml").Concat(Repository.Files("infra/kubernetes/examples", "*.yaml"))];

    private static readonly Dictionary<string, string> Shown = Repository.Files("docs", "*.md").Append("README.md")
        .SelectMany(page => Blocks(page).Select((yaml, number) => ($"{page}, example {number + 1}", yaml)))
        .ToDictionary();

    /// <summary>Our resources as the pages of the documentation show them.</summary>
    public static TheoryData<string> Pages => [.. Shown.Keys];

    [RealClientTheory("kubectl")]
    [MemberData(nameof(Files))]
    public Task What_is_applied_is_read_back_whole(string path) => AppliedAsync(Repository.Read(path));

    [RealClientTheory("kubectl")]
    [MemberData(nameof(Pages))]
    public Task So_is_what_a_page_of_the_documentation_shows(string example) => AppliedAsync(Shown[example]);

    private async Task AppliedAsync(string yaml)
    {
        foreach (var ns in new[] { "autocura-cognitiva", "production", "shop" })
        {
            await api.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}}}}}");
        }

        await api.ApplyAsync(yaml);

        foreach (var example in Manifests.Parse(yaml))
        {
            var (kind, name, ns) = (example.Text("kind"), example.Text("metadata", "name"), (example.Find("metadata", "namespace") as YamlScalarNode)?.Value ?? "default");
            var read = JsonNode.Parse(await api.KubectlAsync("get", kind, name, "-n", ns, "-o", "json"))!;
            Lost(example.Children.Where(part => ((YamlScalarNode)part.Key).Value is "spec" or "type").ToDictionary(part => ((YamlScalarNode)part.Key).Value!, part => part.Value), read).ShouldBeEmpty();
        }
    }

    /// <summary>The paths of what is written and does not stand in what was read, or stands there otherwise.</summary>
    private static IEnumerable<string> Lost(Dictionary<string, YamlNode> parts, JsonNode read) => parts.SelectMany(part => Lost(part.Value, read[part.Key], part.Key));

    private static IEnumerable<string> Lost(YamlNode written, JsonNode? read, string path) => written switch
    {
        YamlMappingNode map => map.Children.SelectMany(child => Lost(child.Value, (read as JsonObject)?[((YamlScalarNode)child.Key).Value!], $"{path}.{((YamlScalarNode)child.Key).Value}")),
        YamlSequenceNode list => list.Children.SelectMany((child, index) => Lost(child, (read as JsonArray)?.ElementAtOrDefault(index), $"{path}[{index}]")),
        YamlScalarNode scalar => $"{read}" == scalar.Value ? [] : [$"{path} was {scalar.Value}, and is {read?.ToJsonString() ?? "lost"}"],
        _ => [path],
    };

    private static IReadOnlyList<string> Blocks(string page) =>
        [.. Fenced().Matches(Repository.Read(page)).Select(block => block.Groups["yaml"].Value).Where(yaml => yaml.Contains("apiVersion: autocura.cognitiva.io/", StringComparison.Ordinal))];

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fenced();
}
