using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.OpenApi;
using Autocura.Embedded.Cluster.Patches;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Cluster.OpenApi;

/// <summary>Every rule of our own CustomResourceDefinitions, with an object that keeps it and one that breaks it.</summary>
public sealed class OwnDefinitionTests
{
    private const string HealingPolicy = """{"targetRef":{"kind":"Deployment","name":"a"},"metrics":[],"actions":[{"type":"Restart"}]}""";
    private const string RollbackPolicy = """{"targetRef":{"kind":"Deployment","name":"a"},"metrics":[]}""";
    private const string ParallelEnvironment = """{"targetNamespace":"b","workloads":[{"kind":"Deployment","name":"a"}],"actions":[{"type":"RestartWorkload"}]}""";
    private const string KnownGood = """{"resource":{"kind":"ConfigMap","name":"a","namespace":"b"},"hash":"0123456789abcdef","capturedAt":"2026-01-02T03:04:05Z"}""";
    private const string RemediationPlan = """{"issueRef":{"name":"a"},"attempt":1,"actions":[{"type":"RestartWorkload"}]}""";

    private static readonly Case[] Cases =
    [
        new("instances", """{"provider":"CLAUDEAI"}""", """{"server":{"tls":{"enabled":true,"secretName":"s"}}}""", """{"server":{"tls":{"enabled":true}}}""", "tls needs secretName"),
        new("instances", """{"provider":"CLAUDEAI"}""", """{"watcher":{"deployment":"a","namespace":"b"}}""", """{"watcher":{"deployment":"a"}}""", "deployment and namespace go together"),
        new("remediationplans", RemediationPlan, "{}", """{"attempt":2}""", "a plan cannot be changed once written; a new attempt gets a new plan"),
        new("parallelenvironments", ParallelEnvironment, """{"sourceNamespace":"a"}""", """{"sourceNamespace":"b"}""", "targetNamespace must differ from sourceNamespace"),
        new("parallelenvironments", ParallelEnvironment,
            """{"promotion":"Automatic","verification":{"successCriteria":[{"metricName":"m","threshold":1,"comparisonOperator":"Equal","durationSeconds":1}]}}""",
            """{"promotion":"Automatic","verification":{}}""",
            "automatic promotion needs at least one success criterion"),
        new("knowngoods", KnownGood, """{"object":{"a":1}}""", """{"resource":{"kind":"Secret"},"object":{"a":1}}""", "a Secret is kept as hashes only"),
        new("knowngoods", KnownGood, "{}", """{"capturedAt":null}""", "a snapshot has a hash and the time it was taken"),
        new("healingpolicies", HealingPolicy, Resource("""{"averageUtilization":80}"""), Resource("{}"), "a target of type Utilization needs averageUtilization"),
        new("healingpolicies", HealingPolicy, Resource("""{"type":"Value","averageValue":"1Gi"}"""), Resource("""{"type":"Value"}"""), "a target of type Value needs averageValue"),
        new("healingpolicies", HealingPolicy, Resource("""{"averageUtilization":80}"""), """{"metrics":[{"name":"m","type":"Resource"}]}""", "a metric of type Resource needs resource"),
        new("healingpolicies", HealingPolicy,
            """{"metrics":[{"name":"m","type":"Custom","custom":{"metricName":"up","threshold":1}}]}""",
            """{"metrics":[{"name":"m","type":"Custom"}]}""",
            "a metric of type Custom needs custom"),
        new("healingpolicies", HealingPolicy, Action("Scale", "scale", """{"replicas":2}"""), Action("Scale", "scale", """{"minReplicas":2}"""), "scale needs replicas or maxReplicas"),
        new("healingpolicies", HealingPolicy, Action("Scale", "scale", """{"minReplicas":2,"maxReplicas":2}"""), Action("Scale", "scale", """{"minReplicas":3,"maxReplicas":2}"""), "minReplicas must not exceed maxReplicas"),
        new("healingpolicies", HealingPolicy, Action("Scale", "scale", """{"maxReplicas":2}"""), """{"actions":[{"type":"Scale"}]}""", "an action of type Scale needs scale"),
        new("healingpolicies", HealingPolicy, Action("Reconfigure", "reconfigure", """{"configMap":"c","key":"k","value":"v"}"""), """{"actions":[{"type":"Reconfigure"}]}""", "an action of type Reconfigure needs reconfigure"),
        new("healingpolicies", HealingPolicy, Action("Custom", "custom", """{"image":"i","command":["c"]}"""), """{"actions":[{"type":"Custom"}]}""", "an action of type Custom needs custom"),
        new("rollbackpolicies", RollbackPolicy, Weight("0.5"), Weight("0"), "at least one metric needs a weight above zero"),
    ];

    public static TheoryData<string> Messages => [.. Cases.Select(rule => rule.Message)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_rule_lets_pass_what_keeps_it_and_names_what_breaks_it(string message)
    {
        var rule = Cases.Single(known => known.Message == message);
        var before = rule.Plural == "remediationplans" ? Object(rule, "{}") : null;
        RulesBroken(rule.Plural, Object(rule, rule.Good), before).ShouldBeEmpty();
        RulesBroken(rule.Plural, Object(rule, rule.Bad), before).ShouldBe([message]);
    }

    [Fact]
    public void Every_rule_there_is_has_its_two_objects() =>
        Repository.Files("infra/kubernetes/crds", "*.yaml").SelectMany(file => RuleMessages(YamlTree.Parse(Repository.Read(file)))).Order()
            .ShouldBe(Cases.Select(rule => rule.Message).Order());

    [Fact]
    public void The_examples_keep_every_rule()
    {
        var plurals = Repository.Files("infra/kubernetes/crds", "*.yaml").Select(file => YamlTree.Parse(Repository.Read(file))).OfType<JsonObject>()
            .Where(definition => definition.Kind() == "CustomResourceDefinition")
            .ToDictionary(definition => definition.Text("spec", "names", "kind")!, definition => definition.Text("spec", "names", "plural")!);
        foreach (var example in Repository.Files("infra/kubernetes/examples", "*.yaml").SelectMany(file => YamlTree.ParseAll(Repository.Read(file)).OfType<JsonObject>()))
        {
            var schema = SchemaOf(plurals[example.Kind()]);
            SchemaDefaults.Apply(example, schema);
            SchemaValidator.Validate(example, schema).ShouldBeEmpty($"{example.Kind()} {example.Name()}");
        }
    }

    private static string Resource(string target) => $$$"""{"metrics":[{"name":"m","type":"Resource","resource":{"name":"cpu","target":{{{target}}}}}]}""";

    private static string Action(string type, string name, string fields) => $$$"""{"actions":[{"type":"{{{type}}}","{{{name}}}":{{{fields}}}}]}""";

    private static string Weight(string weight) => $$"""{"metrics":[{"name":"m","weight":{{weight}},"threshold":1}]}""";

    private static JsonObject Object(Case rule, string change)
    {
        var spec = MergePatch.Apply(JsonNode.Parse(rule.Spec)!.AsObject(), JsonNode.Parse(change)!.AsObject());
        var obj = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "x" }, ["spec"] = spec };
        SchemaDefaults.Apply(obj, SchemaOf(rule.Plural));
        return obj;
    }

    private static IEnumerable<string> RulesBroken(string plural, JsonObject obj, JsonObject? before) => SchemaValidator.Validate(obj, SchemaOf(plural), before)
        .Where(cause => cause.Message.StartsWith("Invalid value: \"object\": ", StringComparison.Ordinal))
        .Select(cause => cause.Message["Invalid value: \"object\": ".Length..]);

    private static SchemaNode SchemaOf(string plural) =>
        OpenApiReader.Root(YamlTree.Parse(Repository.Read($"infra/kubernetes/crds/{plural}.yaml")).Items("spec", "versions").First().Child("schema", "openAPIV3Schema"));

    private static IEnumerable<string> RuleMessages(JsonNode? node) => node switch
    {
        JsonObject obj => obj.Items("x-kubernetes-validations").Select(rule => rule.Text("message")!).Concat(obj.SelectMany(field => RuleMessages(field.Value))),
        JsonArray array => array.SelectMany(RuleMessages),
        _ => [],
    };

    private sealed record Case(string Plural, string Spec, string Good, string Bad, string Message);
}
