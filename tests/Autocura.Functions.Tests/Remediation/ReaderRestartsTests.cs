using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation;

public sealed class ReaderRestartsTests : IAsyncLifetime
{
    private static readonly ObjectRef Configuration = Kinds.ConfigMap.Ref("shop", "shop-config") with { Cluster = "test" };
    private static readonly ActionProfile Restart = new()
    {
        Name = ActionNames.RestartWorkload,
        Summary = "Restarts",
        Suits = [],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
    };

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public Task DisposeAsync() => cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task What_reads_a_changed_ConfigMap_is_started_anew_after_it()
    {
        Read("cart");
        Read("catalog");

        var plan = await CompleteAsync(Changing(Configuration));

        plan.Steps.Select(step => $"{step.Action} {step.Target}").ShouldBe(
            ["RestoreKnownGood ConfigMap shop/shop-config", "RestartWorkload Deployment shop/cart", "RestartWorkload Deployment shop/catalog"]);
        plan.Steps.ShouldAllBe(step => step.Target.Cluster == "test");
        plan.SettleTime.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_ConfigMap_that_nobody_reads_at_its_start_needs_no_restart() => (await CompleteAsync(Changing(Configuration))).Steps.ShouldHaveSingleItem();

    [Fact]
    public async Task A_change_of_anything_else_needs_no_restart()
    {
        Read("cart");

        (await CompleteAsync(Changing(Kinds.Service.Ref("shop", "shop-config") with { Cluster = "test" }))).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_workload_that_the_plan_changes_anyhow_is_not_started_twice()
    {
        Read("cart");
        var plan = Changing(Configuration);
        var both = plan with { Steps = [.. plan.Steps, plan.Steps[0] with { Target = Kinds.Deployment.Ref("shop", "cart") with { Cluster = "test" } }] };

        (await CompleteAsync(both)).Steps.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_wave_of_restarts_is_left_to_a_person()
    {
        foreach (var name in new[] { "frontend", "cart", "catalog", "checkout", "payment" })
        {
            Read(name);
        }

        (await CompleteAsync(Changing(Configuration))).Steps.Count.ShouldBe(ReaderRestarts.Most + 1);
        cluster.Store.Create(ObjectKey.Apps("daemonsets", "shop", "agent"), (JsonObject)JsonNode.Parse("""
            {
              "apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": { "name": "agent", "namespace": "shop" },
              "spec": {
                "selector": { "matchLabels": { "app": "agent" } },
                "template": {
                  "metadata": { "labels": { "app": "agent" } },
                  "spec": { "containers": [{ "name": "agent", "image": "agent:1", "envFrom": [{ "configMapRef": { "name": "shop-config" } }] }] }
                }
              }
            }
            """)!, Actor.ApiServer);

        (await CompleteAsync(Changing(Configuration))).Steps.ShouldHaveSingleItem();
    }

    private void Read(string deployment) => cluster.Edit(ObjectKey.Apps("deployments", "shop", deployment), found =>
        found["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "shop-config" } }));

    private Task<RemediationPlan> CompleteAsync(RemediationPlan plan) => new ReaderRestarts(cluster.Clusters).CompleteAsync(
        plan, new Dictionary<string, ActionProfile> { [ActionNames.RestartWorkload] = Restart }, CancellationToken.None);

    private static RemediationPlan Changing(ObjectRef target) => SomePlan.Plan() with
    {
        Steps = [new PlanStep(ActionNames.RestoreKnownGood, target, new Dictionary<string, string>(), "it was well")],
        SettleTime = TimeSpan.FromSeconds(30),
    };
}
