using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class PauseChaosTests : ActionConformance
{
    private const string Pause = "experiment.chaos-mesh.org/pause";

    protected override IRemediationAction Action => new PauseChaos(Edit);

    protected override ObjectKey Target => new("chaos-mesh.org", "networkchaos", "shop", "slow-cart");

    protected override PlanStep Step => new(ActionNames.PauseChaos, Kinds.NetworkChaos.Ref("shop", "slow-cart"), Parameters(), "test");

    protected override Task BreakAsync() => Cluster.Client.CreateAsync(Kinds.NetworkChaos, Manifest("NetworkChaos", "slow-cart", Delay()), CancellationToken.None);

    [Fact]
    public async Task Pods_recover_from_a_paused_experiment()
    {
        Records().ShouldAllBe(phase => phase == "Injected");

        await ApplyAsync(Step);
        await Cluster.RunAsync(TimeSpan.FromSeconds(30));

        Records().ShouldAllBe(phase => phase == "Not Injected");
        Records().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Pausing_a_schedule_pauses_what_it_has_started()
    {
        var spec = new JsonObject { ["schedule"] = "* * * * *", ["type"] = "NetworkChaos", ["networkChaos"] = Delay() };
        await Cluster.Client.CreateAsync(Kinds.ChaosSchedule, Manifest("Schedule", "delays", spec), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));
        Started().ShouldNotBeEmpty();

        await ApplyAsync(Step with { Target = Kinds.ChaosSchedule.Ref("shop", "delays") });
        await Cluster.RunAsync(TimeSpan.FromSeconds(30));

        Started().ShouldAllBe(chaos => chaos["metadata"]!["annotations"]![Pause]!.GetValue<string>() == "true");
    }

    [Fact]
    public async Task What_is_no_experiment_is_refused() =>
        (await Action.PrepareAsync(Step with { Target = Deployment("cart") }, "key", CancellationToken.None)).Refused.ShouldBe("Deployment shop/cart is no chaos experiment, and no Schedule of one.");

    protected override void Disturb(JsonObject target) => target["spec"]!["duration"] = "7m";

    private async Task ApplyAsync(PlanStep step)
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(step, "key", CancellationToken.None), CancellationToken.None);
        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
    }

    private List<string> Records() =>
        [.. (Found()["status"]?["experiment"]?["containerRecords"] as JsonArray ?? []).Where(record => record!["selectorKey"]!.GetValue<string>() == ".").Select(record => record!["phase"]!.GetValue<string>())];

    private List<JsonObject> Started() => [.. Cluster.Store.List("chaos-mesh.org", "networkchaos", "shop").Where(chaos => chaos["metadata"]!["ownerReferences"] is not null)];

    private static JsonObject Delay() => new()
    {
        ["action"] = "delay",
        ["mode"] = "all",
        ["selector"] = new JsonObject { ["namespaces"] = new JsonArray("shop"), ["labelSelectors"] = new JsonObject { ["app.kubernetes.io/name"] = "cart" } },
        ["delay"] = new JsonObject { ["latency"] = "500ms" },
        ["duration"] = "10m",
    };

    private static JsonObject Manifest(string kind, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = "chaos-mesh.org/v1alpha1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["spec"] = spec,
    };
}
