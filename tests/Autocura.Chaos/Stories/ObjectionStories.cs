using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;
using Autocura.Support.Chaos;
using Autocura.Support.Chaos.Invariants;
using Autocura.Support.Notices;

namespace Autocura.Chaos.Stories;

/// <summary>What keeps a plan back in the real flow, by what the cluster and the monitoring say at that moment.</summary>
public sealed class ObjectionStories
{
    private const string Autoscaler = """
        {
          "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "web", "namespace": "store" },
          "spec": {
            "minReplicas": 1, "maxReplicas": 5, "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" },
            "metrics": [{ "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 70 } } }]
          }
        }
        """;

    private static readonly DateTimeOffset Maintenance = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private const string Paused = """
        {
          "apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject",
          "metadata": { "name": "web", "namespace": "store", "annotations": { "autoscaling.keda.sh/paused": "true" } },
          "spec": { "scaleTargetRef": { "name": "web" }, "minReplicaCount": 1, "maxReplicaCount": 5, "triggers": [{ "type": "cpu", "metricType": "Utilization", "metadata": { "value": "70" } }] }
        }
        """;

    private const string Experiment = """
        {
          "apiVersion": "chaos-mesh.org/v1alpha1", "kind": "NetworkChaos", "metadata": { "name": "late", "namespace": "store" },
          "spec": {
            "action": "delay", "delay": { "latency": "1ms" }, "mode": "all", "duration": "240s",
            "selector": { "namespaces": ["store"], "labelSelectors": { "app": "web" } }
          }
        }
        """;

    [Fact]
    public async Task No_more_nodes_are_taken_out_of_service_than_the_cluster_can_spare()
    {
        var plan = Story.Planning(CureBook.Step("CordonNode", CureBook.Node()), CureBook.Step("RestartWorkload", CureBook.Deployment(Story.Web))) with { Before = store => Cordon(store, "node-2") };

        (await plan.PlayAsync()).ShouldHaveBeenRefused("With node-1 there would be 2 of 4 nodes out of service: more than 34%.");
    }

    [Fact]
    public async Task A_pod_that_serves_and_that_a_disruption_budget_protects_is_not_taken()
    {
        var plan = Story.Told with { Steps = store => [CureBook.Step("DeletePod", ReadyPod(store))], Before = store => store.Create(new ObjectKey("policy", "poddisruptionbudgets", "store", "web"), ChaosObjects.Budget("web"), Actor.ApiServer) };

        (await plan.PlayAsync()).ShouldHaveBeenRefused("The disruption budget web allows 0 pods of ReplicaSet store/web-");
    }

    [Fact]
    public async Task More_than_half_of_what_serves_is_not_taken_without_a_word() => (await Story
        .Planning(CureBook.Step("ScaleWorkload", CureBook.Deployment(Story.Web), ("replicas", "1")))
        .PlayAsync()).ShouldHaveBeenRefused("It leaves 1 of 3 ready pods of Deployment store/web.");

    [Fact]
    public async Task Replicas_that_an_autoscaler_owns_are_left_to_it() => (await Story
        .Planning(CureBook.Step("ScaleWorkload", CureBook.Deployment(Story.Web), ("replicas", "4")))
        .With("autoscaling", "horizontalpodautoscalers", Autoscaler)
        .PlayAsync()).ShouldHaveBeenRefused("HorizontalPodAutoscaler store/web owns the replicas of Deployment store/web (1 to 5, now 3)");

    [Fact]
    public async Task Replicas_that_somebody_holds_by_pausing_KEDA_are_left_alone() => (await Story
        .Planning(CureBook.Step("ScaleWorkload", CureBook.Deployment(Story.Web), ("replicas", "4")))
        .With("keda.sh", "scaledobjects", Paused)
        .PlayAsync()).ShouldHaveBeenRefused("ScaledObject store/web is paused (autoscaling.keda.sh/paused=true)");

    [Fact]
    public async Task What_somebody_has_silenced_is_left_to_those_who_know()
    {
        await using var alertmanager = await AlertmanagerStore.StartAsync(() => Maintenance);
        alertmanager.Fire(new JsonObject { ["alertname"] = "KubeDeploymentReplicasMismatch", ["namespace"] = "store", ["deployment"] = "web" });
        var silence = await alertmanager.SilenceAsync("ana", "maintenance", ("deployment", "web"));

        var record = await (Story.Planning(CureBook.RollBack(Story.Web)) with { Settings = new Dictionary<string, string?> { ["Metrics:AlertmanagerUrl"] = alertmanager.Address } }).PlayAsync();

        record.ShouldHaveBeenRefused($"People know of it: KubeDeploymentReplicasMismatch is silenced ({silence}).");
    }

    [Fact]
    public async Task While_an_experiment_is_under_way_a_plan_about_something_else_waits_for_its_end()
    {
        var record = await Story.Planning(CureBook.RollBack(Story.Web)).With("chaos-mesh.org", "networkchaos", Experiment).PlayAsync();

        var story = string.Join('\n', ChaosStory.Of(record));
        story.ShouldContain("NetworkChaos store/late (network delay) is under way on Deployment store/web, and the plan is about something else.", Case.Sensitive, story);
        record.Ending().Kind.ShouldBe(OutcomeKind.Healed, story);
        Deed.Of(record).ShouldHaveSingleItem().Done.At.ShouldBeGreaterThanOrEqualTo(Began(record) + TimeSpan.FromSeconds(240));
    }

    private static DateTimeOffset Began(ChaosRecord record) => record.Seen.First(seen => seen.Key.Plural == "networkchaos").At;

    private static ObjectRef ReadyPod(ObjectStore store)
    {
        var pod = store.List("", "pods", "store").First(pod => pod.Name().StartsWith("web-", StringComparison.Ordinal)
            && pod["status"]!["conditions"]!.AsArray().Any(condition => condition!["type"]!.GetValue<string>() == "Ready" && condition["status"]!.GetValue<string>() == "True"));
        return new ObjectRef("v1", "Pod", "store", pod.Name());
    }

    private static void Cordon(ObjectStore store, string node) => store.Update(
        ObjectKey.Core("nodes", null, node),
        found =>
        {
            found["spec"]!["unschedulable"] = true;
            return found;
        },
        ApplicationInstallation.Developer("kubectl-cordon"));
}
