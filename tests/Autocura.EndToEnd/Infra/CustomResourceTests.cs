using Autocura.Cluster;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>The custom resources are the first interface people meet: through kubectl explain, get and apply.</summary>
public sealed class CustomResourceTests
{
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "HealingPolicy", "v1", "hp" },
        { "RollbackPolicy", "v1", "rbp" },
        { "ParallelEnvironment", "v1", "penv" },
        { "Anomaly", "v1alpha1", "anom" },
        { "Issue", "v1alpha1", "iss" },
        { "AIInsight", "v1alpha1", "ai" },
        { "RemediationPlan", "v1alpha1", "rp" },
        { "Runbook", "v1alpha1", "rb" },
        { "Instance", "v1alpha1", "inst" },
        { "KnownGood", "v1alpha1", "kg" },
    };

    public static TheoryData<string> Names => [.. Manifests.CustomResources().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_served_under_its_short_name(string kind, string version, string shortName)
    {
        var definition = Manifests.CustomResources()[kind];

        definition.Version().Text("name").ShouldBe(version);
        definition.Texts("spec", "names", "shortNames").ShouldBe([shortName]);
        definition.Texts("spec", "names", "categories").ShouldBe(["autocura"]);
        definition.Text("metadata", "name").ShouldBe($"{definition.Text("spec", "names", "plural")}.autocura.cognitiva.io");
        definition.Version().Find("subresources", "status").ShouldNotBeNull();
    }

    [Fact]
    public void No_kind_is_forgotten_here() => Manifests.CustomResources().Keys.Order().ShouldBe(Kinds.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_explains_itself(string kind) =>
        SchemaWalk.Fields(Manifests.CustomResources()[kind].Schema())
            .Where(field => !IsLeafOfContainer(field.Path) && field.Field.Find("description") is null)
            .Select(field => field.Path)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_has_a_type_and_a_bound(string kind)
    {
        var fields = SchemaWalk.Fields(Manifests.CustomResources()[kind].Schema()).ToList();

        fields.Where(field => field.Field.Find("type") is null && field.Field.Find("x-kubernetes-int-or-string") is null).Select(field => field.Path).ShouldBeEmpty();
        fields.Where(field => !IsTypeMeta(field.Path) && IsUnbounded(field.Field)).Select(field => field.Path).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_column_shows_a_field_that_exists(string kind)
    {
        var definition = Manifests.CustomResources()[kind];
        var columns = definition.Version().List("additionalPrinterColumns").ToList();

        columns.Count(column => column.Find("priority") is null).ShouldBeInRange(4, 6);
        foreach (var path in columns.Select(column => column.Text("jsonPath")).Where(path => path != ".metadata.creationTimestamp"))
        {
            ColumnField(definition.Schema(), path).ShouldNotBeNull($"{kind} has a column of {path}");
        }
    }

    [Fact]
    public void Every_kind_the_app_writes_has_its_definition()
    {
        var definitions = Manifests.CustomResources();
        var kinds = typeof(Kinds).GetFields().Select(field => field.GetValue(null)).OfType<ResourceKind>().Where(kind => kind.Group == Cluster.Kinds.OwnGroup).ToList();

        kinds.ShouldNotBeEmpty();
        kinds.Select(kind => (kind.Kind, kind.Version, kind.Plural))
            .ShouldBe(kinds.Select(kind => definitions[kind.Kind]).Select(found => (found.Text("spec", "names", "kind"), found.Version().Text("name"), found.Text("spec", "names", "plural"))));
    }

    [Fact]
    public void Every_field_of_the_examples_is_known()
    {
        var definitions = Manifests.CustomResources();
        var examples = Manifests.In("infra/kubernetes/examples").ToList();

        examples.ShouldNotBeEmpty();
        examples.SelectMany(example => SchemaWalk.Unknown(example.Root, definitions[example.Root.Text("kind")].Schema()).Select(path => $"{example.Path}: {path}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_field_that_the_schema_does_not_know_is_found()
    {
        var misspelt = Manifests.Parse("{apiVersion: v1, kind: Runbook, metadata: {name: x}, spec: {trigger: {signaltype: x}, steps: [{acton: y}]}}").Single();

        SchemaWalk.Unknown(misspelt, Manifests.CustomResources()["Runbook"].Schema()).ShouldBe([".spec.trigger.signaltype", ".spec.steps[0].acton"]);
    }

    /// <summary>Plain items and map values are explained by the field that holds them.</summary>
    private static bool IsLeafOfContainer(string path) => path.EndsWith("[]", StringComparison.Ordinal) || path.EndsWith("{}", StringComparison.Ordinal);

    private static bool IsTypeMeta(string path) => path is ".apiVersion" or ".kind" or ".metadata";

    private static bool IsUnbounded(YamlMappingNode field) => (field.Find("type") as YamlScalarNode)?.Value switch
    {
        "string" => field.Find("maxLength") is null && field.Find("enum") is null && field.Find("format") is null,
        "array" => field.Find("maxItems") is null,
        "object" => field.Find("additionalProperties") is not null && field.Find("maxProperties") is null,
        _ => false,
    };

    private static YamlNode? ColumnField(YamlMappingNode schema, string jsonPath) => jsonPath.Replace("[?(@.type==\"Ready\")]", "[]", StringComparison.Ordinal).Replace("[0]", "[]", StringComparison.Ordinal)
        .Split('.', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate<string, YamlNode?>(schema, (field, name) => name.EndsWith("[]", StringComparison.Ordinal) ? field?.Find("properties", name[..^2], "items") : field?.Find("properties", name));
}
