using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class SuspendGitOpsTests : ActionConformance
{
    protected override IRemediationAction Action => new SuspendGitOps(Edit);

    protected override ObjectKey Target => new("argoproj.io", "applications", "shop", "shop");

    protected override PlanStep Step => Suspend(Kinds.Application);

    protected override Task BreakAsync() => Cluster.Client.CreateAsync(Kinds.Application, SomeGitOps.Application(), CancellationToken.None);

    [Fact]
    public async Task An_Application_keeps_all_of_its_sync_policy_but_the_automation()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);

        Found()["spec"]!["syncPolicy"]!.ToJsonString().ShouldBe("""{"syncOptions":["CreateNamespace=true"]}""");
    }

    [Fact]
    public async Task A_Kustomization_is_suspended()
    {
        await Cluster.Client.CreateAsync(Kinds.Kustomization, SomeGitOps.Kustomization(), CancellationToken.None);

        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Suspend(Kinds.Kustomization), "key", CancellationToken.None), CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        Cluster.Store.Find(new("kustomize.toolkit.fluxcd.io", "kustomizations", "shop", "shop"))!["spec"]!["suspend"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_of_no_GitOps_tool_is_refused() =>
        (await Action.PrepareAsync(Step with { Target = Deployment("cart") }, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldStartWith("Deployment shop/cart belongs to no GitOps tool");

    protected override void Disturb(JsonObject target) => target["spec"]!["project"] = "another";

    private static PlanStep Suspend(ResourceKind kind) => new(ActionNames.SuspendGitOps, kind.Ref("shop", "shop"), Parameters(), "test");
}
