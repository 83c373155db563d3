using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RestoreKnownGoodTests : ActionConformance
{
    private static readonly ObjectKey Cart = ObjectKey.Core("services", "shop", "cart");
    private string hash = "";

    protected override IRemediationAction Action => new RestoreKnownGood(Cluster.Clusters, Known, Edit, Creation, Cluster.Time);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => Restore(Deployment("cart"), (ActionParameters.KnownGoodHash, hash));

    protected override string Missing => "No known good state of Deployment shop/nobody is kept";

    protected override async Task BreakAsync()
    {
        hash = await KeepAsync(Found());
        Cluster.Edit(Target, cart =>
        {
            var spec = cart["spec"]!["template"]!["spec"]!;
            spec["nodeSelector"] = new JsonObject { ["disk"] = "none" };
            spec["containers"]![0]!["command"] = new JsonArray("serve");
            cart["metadata"]!["labels"]!["team"] = "nobody";
        });
    }

    [Fact]
    public async Task Only_what_differs_in_meaning_is_written()
    {
        var prepared = await Action.PrepareAsync(Step, "key", CancellationToken.None);

        prepared.Diff.Select(line => line.Split(':')[0]).ShouldBe(
            ["metadata.labels.team", "spec.template.spec.containers.0.command", "spec.template.spec.nodeSelector"], ignoreOrder: true);
        prepared.Metadata.ShouldBe(["labels/team"]);
    }

    [Fact]
    public async Task What_tools_keep_for_themselves_stays()
    {
        Cluster.Edit(Target, cart => cart["metadata"]!["annotations"]!["example.org/new"] = "yes");

        var prepared = await Action.PrepareAsync(Step, "key", CancellationToken.None);

        prepared.Metadata.ShouldBe(["labels/team", "annotations/example.org/new"]);
    }

    [Fact]
    public async Task Fields_restrict_what_is_restored()
    {
        var prepared = await Action.PrepareAsync(
            Restore(Deployment("cart"), (ActionParameters.KnownGoodHash, hash), (ActionParameters.Fields, "spec.template.spec.nodeSelector")), "key", CancellationToken.None);

        prepared.Diff.ShouldHaveSingleItem().ShouldStartWith("spec.template.spec.nodeSelector: ");
    }

    [Fact]
    public async Task Without_a_hash_the_state_that_is_proven_is_restored()
    {
        var receipt = await ApplyAsync(Restore(Deployment("cart")));

        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        Found()["spec"]!["template"]!["spec"]!["nodeSelector"].ShouldBeNull();
    }

    [Fact]
    public async Task A_state_that_is_not_kept_is_refused() =>
        (await Action.PrepareAsync(Restore(Deployment("cart"), (ActionParameters.KnownGoodHash, "0123456789")), "key", CancellationToken.None)).Refused
            .ShouldBe("No known good state of Deployment shop/cart is kept with the hash 0123456789.");

    [Fact]
    public async Task An_object_that_is_gone_is_made_anew_and_goes_again_when_it_is_taken_back()
    {
        var step = await GoneAsync();
        var prepared = await Action.PrepareAsync(step, "key", CancellationToken.None);
        prepared.Refused.ShouldBeNull();
        Cluster.Store.Find(Cart).ShouldBeNull();

        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        var again = await Action.ApplyAsync(prepared, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        again.Result.ShouldBe(ReceiptResult.AlreadyApplied, again.Reason);
        Cluster.OwnWrites(Cart).Count.ShouldBe(1);
        Cluster.Store.Find(Cart)!["spec"]!["selector"]!.ToJsonString().ShouldBe("""{"app.kubernetes.io/name":"cart"}""");
        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        Cluster.Store.Find(Cart).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_made_is_taken_back_also_when_its_answer_was_lost()
    {
        var prepared = await Action.PrepareAsync(await GoneAsync(), "key", CancellationToken.None);
        await Action.ApplyAsync(prepared, CancellationToken.None);

        var reverted = await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted, reverted.Reason);
        Cluster.Store.Find(Cart).ShouldBeNull();
    }

    [Fact]
    public async Task What_somebody_else_made_meanwhile_is_neither_taken_for_ours_nor_deleted()
    {
        var before = Cluster.Store.Find(Cart)!.DeepClone().AsObject();
        var prepared = await Action.PrepareAsync(await GoneAsync(), "key", CancellationToken.None);
        before["metadata"]!.AsObject().Remove("uid");
        before["metadata"]!.AsObject().Remove("resourceVersion");
        Cluster.Store.Create(Cart, before, Actor.ApiServer);

        (await Action.ApplyAsync(prepared, CancellationToken.None)).Reason.ShouldBe("Service shop/cart was made by somebody else since the plan was made.");
        (await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None)).Reason.ShouldBe("The step never made it.");
        Cluster.Store.Find(Cart).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_made_and_changed_since_stays()
    {
        var receipt = await ApplyAsync(await GoneAsync());
        Cluster.Edit(Cart, service => service["spec"]!["sessionAffinity"] = "ClientIP");

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Reason.ShouldBe("Service shop/cart was changed since the step was applied: it is not touched.");
        Cluster.Store.Find(Cart).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_Secret_is_never_restored() =>
        (await Action.PrepareAsync(Restore(Kinds.Secret.Ref("shop", "cart")), "key", CancellationToken.None)).Refused
            .ShouldBe("Secret shop/cart is not touched: what is in a Secret would have to be written down to be restored.");

    private async Task<PlanStep> GoneAsync()
    {
        var kept = await KeepAsync(Cluster.Store.Find(Cart)!.DeepClone().AsObject());
        Cluster.Store.Delete(Cart, Actor.ApiServer);
        return Restore(Kinds.Service.Ref("shop", "cart"), (ActionParameters.KnownGoodHash, kept));
    }

    private async Task<ActionReceipt> ApplyAsync(PlanStep step) => await Action.ApplyAsync(await Action.PrepareAsync(step, "key", CancellationToken.None), CancellationToken.None);

    private static PlanStep Restore(ObjectRef target, params (string Name, string Value)[] parameters) => new(ActionNames.RestoreKnownGood, target, Parameters(parameters), "test");
}
