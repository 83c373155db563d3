using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RemoveObjectTests : ActionConformance
{
    protected override IRemediationAction Action => new RemoveObject(Removal);

    protected override ObjectKey Target => new("networking.k8s.io", "networkpolicies", "shop", "deny-all");

    protected override PlanStep Step => Remove(Kinds.NetworkPolicy);

    protected override void Break() => Make();

    [Fact]
    public async Task A_finalizer_that_holds_the_object_is_named_and_waited_for()
    {
        Cluster.Edit(Target, policy => policy["metadata"]!["finalizers"] = new JsonArray("example.org/wait"));
        var prepared = await Action.PrepareAsync(Step, "key", CancellationToken.None);

        var held = await Action.ApplyAsync(prepared, CancellationToken.None);
        held.Result.ShouldBe(ReceiptResult.Underway);
        held.Reason.ShouldBe("NetworkPolicy shop/deny-all is being deleted and waits for its finalizers (example.org/wait).");
        held.After.ShouldBeGreaterThan(TimeSpan.Zero);
        (await Action.RevertAsync(held, CancellationToken.None)).Reason.ShouldContain("it can be made anew only when it is gone");

        Cluster.Edit(Target, policy => policy["metadata"]!.AsObject().Remove("finalizers"));
        var gone = await Action.ApplyAsync(prepared, CancellationToken.None);
        gone.Result.ShouldBe(ReceiptResult.AlreadyApplied, gone.Reason);
        Writes().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_else_removed_since_the_plan_is_neither_ours_nor_made_anew()
    {
        var prepared = await Action.PrepareAsync(Step, "key", CancellationToken.None);
        Cluster.Store.Delete(Target, Actor.ApiServer);

        (await Action.ApplyAsync(prepared, CancellationToken.None)).Reason.ShouldBe("NetworkPolicy shop/deny-all was deleted since the plan was made.");
        (await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None)).Reason.ShouldBe("The step never removed it.");
        Cluster.Store.Find(Target).ShouldBeNull();
    }

    [Fact]
    public async Task An_object_of_that_name_that_was_made_since_is_left_alone()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);
        Make(ingress: true);

        (await Action.RevertAsync(receipt, CancellationToken.None)).Reason.ShouldBe("NetworkPolicy shop/deny-all is there again, and not as it was before the step.");
    }

    [Fact]
    public async Task Labels_annotations_and_finalizers_come_back_too()
    {
        Cluster.Edit(Target, policy =>
        {
            policy["metadata"]!["labels"] = new JsonObject { ["team"] = "shop" };
            policy["metadata"]!["annotations"] = new JsonObject { ["why"] = "audit" };
        });
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);

        await Action.RevertAsync(receipt, CancellationToken.None);

        Found()["metadata"]!["labels"]!["team"]!.GetValue<string>().ShouldBe("shop");
        Found()["metadata"]!["annotations"]!["why"]!.GetValue<string>().ShouldBe("audit");
    }

    [Theory]
    [InlineData("PersistentVolumeClaim")]
    [InlineData("StatefulSet")]
    [InlineData("Namespace")]
    public async Task What_cannot_be_made_anew_is_not_removed(string kind) =>
        (await Action.PrepareAsync(Remove(Kinds.Named(kind)), "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldEndWith($"what goes with a {kind} cannot be made anew.");

    [Fact]
    public async Task What_a_controller_would_make_anew_is_refused()
    {
        Cluster.Edit(Target, policy => policy["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["name"] = "cart",
            ["uid"] = Cluster.Store.Find(ObjectKey.Apps("deployments", "shop", "cart"))!["metadata"]!["uid"]!.DeepClone(),
            ["controller"] = true,
        }));

        (await Action.PrepareAsync(Step, "key", CancellationToken.None)).Refused.ShouldBe("NetworkPolicy shop/deny-all belongs to Deployment cart, which would make it anew.");
    }

    [Fact]
    public void A_person_is_asked_before_a_workload_or_a_policy_goes_and_not_before_a_bound_on_amounts()
    {
        Action.Profile.AsksFirstFor(Remove(Kinds.Deployment)).ShouldBeTrue();
        Action.Profile.AsksFirstFor(Remove(Kinds.NetworkPolicy)).ShouldBeTrue();
        Action.Profile.AsksFirstFor(Remove(Kinds.ResourceQuota)).ShouldBeFalse();
    }

    protected override void Disturb(JsonObject target) => target["spec"]!["policyTypes"] = new JsonArray("Ingress", "Egress");

    /// <summary>Taking an object away leaves nothing that another hand could change.</summary>
    protected override bool LeavesTarget => false;

    private void Make(bool ingress = false) => Cluster.Store.Create(
        Target,
        new JsonObject
        {
            ["apiVersion"] = "networking.k8s.io/v1",
            ["kind"] = "NetworkPolicy",
            ["metadata"] = new JsonObject { ["name"] = "deny-all", ["namespace"] = "shop" },
            ["spec"] = new JsonObject { ["podSelector"] = new JsonObject(), ["policyTypes"] = new JsonArray("Ingress"), ["ingress"] = ingress ? new JsonArray(new JsonObject()) : new JsonArray() },
        },
        Actor.ApiServer);

    private static PlanStep Remove(ResourceKind kind) => new(ActionNames.RemoveObject, kind.Ref("shop", "deny-all"), Parameters(), "test");
}
