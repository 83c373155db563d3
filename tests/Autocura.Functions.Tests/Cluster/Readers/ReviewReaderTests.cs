using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class ReviewReaderTests : IAsyncLifetime
{
    private static readonly ObjectRef Cart = new("apps/v1", "Deployment", "shop", "cart");

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task It_reads_what_people_and_tools_wrote_on_each_object_and_its_namespace()
    {
        Annotate(ObjectKey.Apps("deployments", "shop", "cart"), "autocura.io/criticality", "high");
        Annotate(ObjectKey.Apps("deployments", "shop", "cart"), "argocd.argoproj.io/tracking-id", "shop:apps/Deployment:shop/cart");
        Annotate(ObjectKey.Core("namespaces", null, "shop"), "autocura.io/mode", "approve");

        var targets = (await ReadAsync(Cart, new ObjectRef("apps/v1", "Deployment", "shop", "nothing"))).Targets.Value!;

        targets.Select(target => (target.Ref.Name, target.Exists)).ShouldBe([("cart", true), ("nothing", false)]);
        targets[0].Annotations["autocura.io/criticality"].ShouldBe("high");
        targets[0].NamespaceAnnotations["autocura.io/mode"].ShouldBe("approve");
        targets[0].Owner!.Tool.ShouldBe("Argo CD");
        targets[1].Owner.ShouldBeNull();
    }

    [Fact]
    public async Task It_counts_what_serves_and_what_a_disruption_budget_with_expressions_protects()
    {
        cluster.Store.Create(new ObjectKey("policy", "poddisruptionbudgets", "shop", "cart"), Budget(), ApplicationInstallation.Developer("kubectl"));
        await cluster.RunAsync(TimeSpan.FromSeconds(30));
        var pod = cluster.Store.List("", "pods", "shop").Select(one => one["metadata"]!["name"]!.GetValue<string>()).First(name => name.StartsWith("cart-", StringComparison.Ordinal));

        var serving = (await ReadAsync(Cart, new ObjectRef("v1", "Pod", "shop", pod))).Serving.Value!;

        var (workload, one) = (serving[0], serving[1]);
        workload.Ready.ShouldBe(workload.Desired);
        workload.StopsAll.ShouldBeFalse();
        one.IsReady.ShouldBeTrue();
        one.Ready.ShouldBe(workload.Ready);
        one.Group.ShouldStartWith("ReplicaSet shop/cart-");
        one.Budget.ShouldBe("cart");
        one.Allowed.ShouldBe(0);
    }

    [Fact]
    public async Task It_finds_who_scales_the_workload()
    {
        cluster.Store.Create(new ObjectKey("autoscaling", "horizontalpodautoscalers", "shop", "cart"), Autoscaler(), ApplicationInstallation.Developer("kubectl"));

        var scaler = (await ReadAsync(Cart)).Scalers.Value!.ShouldHaveSingleItem();

        $"{scaler.Ref} {scaler.Target} {scaler.Minimum} {scaler.Maximum}".ShouldBe("HorizontalPodAutoscaler shop/cart Deployment shop/cart 2 7");
        scaler.SetsResources.ShouldBeFalse();
    }

    [Fact]
    public async Task It_counts_the_nodes_when_one_is_touched_and_only_then()
    {
        var node = cluster.Store.List("", "nodes", null)[0]["metadata"]!["name"]!.GetValue<string>();
        cluster.Edit(ObjectKey.Core("nodes", null, node), found => found["spec"]!["unschedulable"] = true);

        var nodes = (await ReadAsync(new ObjectRef("v1", "Node", "", node))).Nodes.Value!;

        nodes.Total.ShouldBe(cluster.Store.List("", "nodes", null).Count);
        nodes.Out.ShouldBe([node]);
        (await ReadAsync(Cart)).Nodes.Value.ShouldBeNull();
    }

    [Theory]
    [InlineData("namespaces", 403, false)]
    [InlineData("namespaces", 500, true)]
    [InlineData("poddisruptionbudgets", 403, false)]
    [InlineData("horizontalpodautoscalers", 500, true)]
    public async Task One_part_that_cannot_be_read_leaves_the_others(string resource, int code, bool mayComeRight)
    {
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = code, Resources = [resource] }], seed: 1);

        var facts = await ReadAsync(Cart);

        var gaps = new[] { (facts.Targets.Gap, facts.Targets.MayComeRight), (facts.Serving.Gap, facts.Serving.MayComeRight), (facts.Scalers.Gap, facts.Scalers.MayComeRight) };
        var gap = gaps.Where(one => one.Gap.Length > 0).ShouldHaveSingleItem();
        gap.MayComeRight.ShouldBe(mayComeRight);
        gap.Gap.ShouldContain(resource);
    }

    private Task<ReviewFacts> ReadAsync(params ObjectRef[] targets) => new ReviewReader(cluster.Clusters, cluster.Time).ReadAsync(
        new ReviewRequest
        {
            Incident = Some.Incident(),
            Plan = new RemediationPlan
            {
                Id = "cart-1/1",
                Attempt = 1,
                Cause = Cause.CrashAfterRelease,
                Probability = 1,
                Steps = [.. targets.Select(target => new PlanStep("RollBackRelease", target, new Dictionary<string, string>(), "a test says so"))],
                Strategy = "a test",
                Risk = 0,
                BlastRadius = BlastRadius.Workload,
                SettleTime = TimeSpan.Zero,
            },
            Evidence = Some.Evidence(),
            Settings = new IncidentSettings { Mode = OperatingMode.Auto },
        },
        default);

    private void Annotate(ObjectKey key, string name, string value) =>
        cluster.Edit(key, found => (found["metadata"]!["annotations"] ??= new JsonObject())[name] = value);

    private static JsonObject Budget() => (JsonObject)JsonNode.Parse("""
        {
          "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": { "name": "cart", "namespace": "shop" },
          "spec": { "minAvailable": "100%", "selector": { "matchExpressions": [{ "key": "app.kubernetes.io/name", "operator": "In", "values": ["cart", "another"] }] } }
        }
        """)!;

    private static JsonObject Autoscaler() => (JsonObject)JsonNode.Parse("""
        {
          "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "cart", "namespace": "shop" },
          "spec": { "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "cart" }, "minReplicas": 2, "maxReplicas": 7 }
        }
        """)!;
}
