using System.Text.Json.Nodes;
using Autocura.Metrics.Scraping;
using Autocura.Settings.Instances;
using Autocura.Support;

namespace Autocura.Functions.Tests.Settings.Instances;

public sealed class InstanceReconcilerTests
{
    private const string Key = "sk-ant-not-to-be-seen";
    private const string Deterministic = """{"provider": "Deterministic"}""";

    [Fact]
    public async Task An_instance_that_is_as_it_should_be_says_so_and_is_written_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        SomeInstance.Secret(cluster, "keys", "ANTHROPIC_API_KEY", Key);
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "CLAUDEAI", "model": "claude-sonnet-4-5", "apiKeys": {"name": "keys"}, "watcher": {"enabled": true, "targets": [{"deployment": "cart", "namespace": "shop"}]}}""");

        (await RunAsync(cluster)).ShouldBe(1);
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        (await RunAsync(cluster)).ShouldBe(0);

        var status = Status(cluster, "main");
        (status["ready"]!.GetValue<bool>(), status["watchedWorkloads"]!.GetValue<int>(), status["observedGeneration"]!.GetValue<long>()).ShouldBe((true, 1, 1));
        Reasons(status).ShouldBe(["Ready True Ready", "Ruling True OldestReady", "Watching True Targets", "LanguageModel True Configured"]);
        cluster.Store.Find(SomeInstance.Key("main"))!.ToJsonString().ShouldNotContain(Key);
    }

    [Fact]
    public async Task With_no_target_every_deployment_is_counted()
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "Deterministic", "watcher": {"enabled": true}}""");

        await RunAsync(cluster);

        Status(cluster, "main")["watchedWorkloads"]!.GetValue<int>().ShouldBe(cluster.Store.List("apps", "deployments").Count);
    }

    [Theory]
    [InlineData("""{"provider": "OPENAI"}""", "LanguageModel", "NoSecretNamed", "spec.apiKeys.name")]
    [InlineData("""{"provider": "OPENAI", "apiKeys": {"name": "missing"}}""", "LanguageModel", "SecretMissing", "missing")]
    [InlineData("""{"provider": "OPENAI", "apiKeys": {"name": "keys"}}""", "LanguageModel", "SecretWithoutKey", "OPENAI_API_KEY")]
    [InlineData("""{"provider": "AZUREOPENAI", "apiKeys": {"name": "keys"}}""", "LanguageModel", "NoEndpoint", "spec.endpoint")]
    [InlineData("""{"provider": "Deterministic", "watcher": {"enabled": true, "targets": [{"deployment": "cart", "namespace": "shop"}, {"deployment": "gone", "namespace": "shop"}]}}""", "Watching", "TargetMissing", "Deployment shop/gone")]
    [InlineData("""{"provider": "Deterministic", "watcher": {"enabled": true, "targets": [{"deployment": "cart", "namespace": "shop", "metricsPort": 9}]}}""", "Watching", "ScrapeRefused", ":9/metrics")]
    [InlineData("""{"provider": "Deterministic", "watcher": {"enabled": false}}""", "Watching", "Disabled", "enabled is false")]
    public async Task What_failed_is_named(string spec, string type, string reason, string named)
    {
        await using var cluster = await TestCluster.StartAsync();
        SomeInstance.Secret(cluster, "keys", "ANTHROPIC_API_KEY", Key);
        await SomeInstance.WriteAsync(cluster, "main", spec);

        await RunAsync(cluster);

        var condition = Conditions(Status(cluster, "main")).Single(one => $"{one["type"]}" == type);
        ($"{condition["status"]}", $"{condition["reason"]}").ShouldBe(("False", reason));
        $"{condition["message"]}".ShouldContain(named);
    }

    [Fact]
    public async Task A_secret_that_may_not_be_read_is_named_and_the_role_for_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "OPENAI", "apiKeys": {"name": "keys"}}""");
        cluster.Faults.Set([new() { Kind = Embedded.Cluster.Faults.FaultKind.Refusal, Resources = ["secrets"], Code = 403 }], seed: 1);

        await RunAsync(cluster);

        var condition = Conditions(Status(cluster, "main")).Single(one => $"{one["type"]}" == "LanguageModel");
        $"{condition["reason"]}".ShouldBe("SecretRefused");
        $"{condition["message"]}".ShouldContain("infra/kubernetes/rbac/secrets");
    }

    [Fact]
    public async Task Of_several_the_oldest_that_is_ready_rules_and_the_others_say_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "broken", """{"provider": "OPENAI"}""");
        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        await SomeInstance.WriteAsync(cluster, "second", Deterministic);
        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        await SomeInstance.WriteAsync(cluster, "third", Deterministic);

        await RunAsync(cluster);
        await RunAsync(cluster);

        new[] { "broken", "second", "third" }.Select(name => Reasons(Status(cluster, name))[1]).ShouldBe(["Ruling False AnotherRules", "Ruling True OldestReady", "Ruling False AnotherRules"]);
        Conditions(Status(cluster, "third"))[1]["message"]!.GetValue<string>().ShouldStartWith("Instance autocura-cognitiva/second rules: it is older.");
    }

    [Fact]
    public async Task A_condition_keeps_its_time_until_it_changes()
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "OPENAI", "apiKeys": {"name": "keys"}}""");
        await RunAsync(cluster);
        var before = Conditions(Status(cluster, "main")).Select(one => $"{one["lastTransitionTime"]}").ToList();

        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        SomeInstance.Secret(cluster, "keys", "OPENAI_API_KEY", Key);
        await RunAsync(cluster);

        var after = Conditions(Status(cluster, "main")).Select(one => $"{one["lastTransitionTime"]}").ToList();
        (after[0] != before[0], after[2] == before[2], after[3] != before[3]).ShouldBe((true, true, true));
        Status(cluster, "main")["ready"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static Task<int> RunAsync(TestCluster cluster) =>
        new InstanceReconciler(cluster.Clusters, new LanguageModelReader(cluster.Clusters, LiveSettingsTests.Of(cluster)), new PodScraper(cluster.Clusters, cluster.Time), cluster.Time).RunAsync(CancellationToken.None);

    private static JsonNode Status(TestCluster cluster, string name) => cluster.Store.Find(SomeInstance.Key(name))!["status"]!;

    private static List<JsonNode> Conditions(JsonNode status) => [.. status["conditions"]!.AsArray().OfType<JsonNode>()];

    private static List<string> Reasons(JsonNode status) => [.. Conditions(status).Select(one => $"{one["type"]} {one["status"]} {one["reason"]}")];
}
