using System.Text.Json.Nodes;
using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>
/// The chart says the same as the kustomize components. Its templates are plain enough to be rendered here; where helm is installed it renders them too, and is
/// held to the same.
/// </summary>
public sealed class HelmTests
{
    private const string Chart = "infra/helm/autocura";
    private const string Ns = "autocura-cognitiva";

    private static YamlMappingNode Values => Manifests.Parse(Repository.Read($"{Chart}/values.yaml")).Single();

    [Theory]
    [InlineData("crds", "infra/kubernetes/crds", "*.yaml")]
    [InlineData("files/roles", "infra/kubernetes/rbac/roles", "*.yaml")]
    [InlineData("files/settings", "infra/kubernetes/base/settings", "*.properties")]
    public void What_it_carries_is_what_kustomize_has(string carried, string original, string pattern) =>
        Contents($"{Chart}/{carried}", pattern).ShouldBe(Contents(original, pattern), "infra/helm/refresh.sh copies them anew");

    [Theory]
    [InlineData("files/workload-rules.yaml", "infra/monitoring/rules.yaml")]
    [InlineData("files/sre-rules.yaml", "infra/monitoring/sre-rules.yaml")]
    [InlineData("files/self-rules.yaml", "infra/monitoring/self-rules.yaml")]
    public void The_rules_that_it_carries_are_those_of_the_monitoring(string carried, string original) => Read(carried).ShouldBe(Repository.Read(original), "infra/helm/refresh.sh copies them anew");

    [RealClientFact("kubectl")]
    public async Task With_its_own_values_it_is_the_base_the_app_and_what_guards_it()
    {
        var expected = await KustomizedAsync("read-only", "app", "network-policies", "disruption-budget");

        Compare(await RenderAsync(), expected);
    }

    [RealClientFact("kubectl")]
    public async Task With_everything_switched_on_it_is_every_component()
    {
        var expected = await KustomizedAsync("full", "app", "network-policies", "disruption-budget", "keda", "monitoring", "ingress");
        expected["Deployment/autocura"].Map("spec").Children.Remove("replicas"); // the autoscaler's to say

        Compare(await RenderAsync("rbac.flavour=full", "autoscaling.kind=keda", "monitoring.enabled=true", "ingress.enabled=true"), expected);
    }

    [Fact]
    public async Task A_namespaced_release_binds_in_its_namespaces_alone()
    {
        var values = Values;
        ((YamlMappingNode)values.Children["rbac"]).Children["flavour"] = "namespaced";
        ((YamlMappingNode)values.Children["rbac"]).Children["namespaces"] = new YamlSequenceNode("shop", "cart");

        var objects = await RenderAsync(values);

        objects.Values.Where(one => one.Text("kind") == "ClusterRoleBinding").ShouldBeEmpty();
        objects.Values.Where(one => one.Text("kind") == "RoleBinding" && one.Text("roleRef", "name") == "autocura-remediator").Select(one => one.Text("metadata", "namespace")).ShouldBe(["shop", "cart"]);
    }

    [Fact]
    public void Its_own_values_keep_to_its_schema()
    {
        var schema = JsonNode.Parse(Repository.Read($"{Chart}/values.schema.json"))!;

        JsonSchemaSubset.Problems(Values, schema, "values").ShouldBeEmpty();
        JsonSchemaSubset.Problems(Manifests.Parse("{mode: bold, replicas: 0, typo: 1}").Single(), schema, "values").ShouldBe(
        [
            "values.typo is not known", "values.rbac is missing", "values.image is missing", "values.storageSecret is missing", "values.resources is missing", "values.autoscaling is missing",
            "values.monitoring is missing", "values.ingress is missing", "values.mode is not one of observe, suggest, approve, auto", "values.replicas is less than 1",
        ]);
    }

    [Fact]
    public void What_it_says_afterwards_can_be_rendered() =>
        new PlainTemplate(new(Values, Ns, Read)).Render(Repository.Read($"{Chart}/templates/NOTES.txt")).ShouldContain("Autocura runs in autocura-cognitiva, in mode observe, with the rights read-only.");

    private static Task<Dictionary<string, YamlMappingNode>> RenderAsync(params string[] settings)
    {
        var values = Values;
        foreach (var (path, value) in settings.Select(setting => setting.Split('=')).Select(pair => (pair[0].Split('.'), pair[1])))
        {
            ((YamlMappingNode)values.Children[path[0]]).Children[path[1]] = value;
        }

        return RenderAsync(values);
    }

    private static async Task<Dictionary<string, YamlMappingNode>> RenderAsync(YamlMappingNode values)
    {
        var template = new PlainTemplate(new(values, Ns, Read));
        var plain = ByName(Repository.Files($"{Chart}/templates", "*.yaml").SelectMany(file => Manifests.Parse(template.Render(Repository.Read(file)))));
        if (RealClients.Find("helm") is not null)
        {
            using var folder = new TemporaryFolder();
            using var text = new StringWriter();
            new YamlStream(new YamlDocument(values)).Save(text, assignAnchors: false);
            Compare(ByName(Manifests.Parse(await ClientProcess.RunAsync("helm", "template", "autocura", Repository.PathOf(Chart), "-n", Ns, "-f", folder.Write("values.yaml", text.ToString())))), plain);
        }

        return plain;
    }

    private static Dictionary<string, string> Contents(string folder, string pattern) =>
        Repository.Files(folder, pattern).Where(file => Path.GetFileName(file) != "kustomization.yaml").ToDictionary(file => Path.GetFileName(file), Repository.Read);

    private static string Read(string path) => Repository.Read($"{Chart}/{path}");

    private static async Task<Dictionary<string, YamlMappingNode>> KustomizedAsync(string flavour, params string[] components)
    {
        using var folder = new TemporaryFolder();
        var objects = ByName(await Kustomized.WithComponentsAsync(folder, flavour, components));
        objects["Deployment/autocura"].Map("spec", "template", "spec").List("containers").Cast<YamlMappingNode>().Single().Children["image"] = "autocura-cognitiva/functions:stable";
        return objects.Where(one => one.Value.Text("kind") is not ("Namespace" or "CustomResourceDefinition")).ToDictionary();
    }

    private static Dictionary<string, YamlMappingNode> ByName(IEnumerable<YamlMappingNode> objects) => objects.ToDictionary(one => $"{one.Text("kind")}/{(one.Find("metadata", "name") as YamlScalarNode)?.Value}{Where(one)}");

    /// <summary>Bindings of one name stand in several namespaces.</summary>
    private static string Where(YamlMappingNode one) => one.Text("kind") == "RoleBinding" ? $"@{one.Text("metadata", "namespace")}" : "";

    private static void Compare(Dictionary<string, YamlMappingNode> actual, Dictionary<string, YamlMappingNode> expected)
    {
        actual.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, one) in expected)
        {
            Canonical(actual[name]).ShouldBe(Canonical(one), name);
        }
    }

    private static string Canonical(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(child => (Key: ((YamlScalarNode)child.Key).Value!, child.Value)).OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => $"{child.Key}: {Canonical(child.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Canonical))}]",
        _ => ((YamlScalarNode)node).Value!.TrimEnd('\n'),
    };
}
