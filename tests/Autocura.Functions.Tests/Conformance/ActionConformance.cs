using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Support;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>
/// What every remediation action promises, on the simulated cluster over HTTP. A subclass names the action, a fault it cures and a step that cures it.
/// </summary>
public abstract class ActionConformance : IAsyncLifetime
{
    private const string Key = "cart-0123456789-1771276354/1/1";
    private TestCluster? cluster;

    protected TestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    protected abstract IRemediationAction Action { get; }

    /// <summary>The object that the step changes.</summary>
    protected abstract ObjectKey Target { get; }

    protected abstract PlanStep Step { get; }

    /// <summary>Brings about what the step cures.</summary>
    protected abstract void Break();

    protected ObjectEdit Edit => new(Cluster.Clusters);

    public async Task InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        Break();
        await Cluster.RunAsync(TimeSpan.FromSeconds(20));
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Preparing_writes_nothing_and_shows_the_exact_change()
    {
        var before = Found();

        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        prepared.Refused.ShouldBeNull();
        prepared.Diff.ShouldNotBeEmpty();
        JsonNode.DeepEquals(Found(), before).ShouldBeTrue();
        Cluster.OwnWrites(Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task Applying_twice_with_one_key_changes_the_cluster_once()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        var first = await Action.ApplyAsync(prepared, CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromSeconds(5));
        var second = await Action.ApplyAsync(prepared, CancellationToken.None);

        first.Result.ShouldBe(ReceiptResult.Applied, first.Reason);
        second.Result.ShouldBe(ReceiptResult.AlreadyApplied, second.Reason);
        Cluster.OwnWrites(Target).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Applying_and_reverting_leaves_the_declared_state_exactly_as_it_was()
    {
        var before = SpecHash.Of(Found());
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        SpecHash.Of(Found()).ShouldNotBe(before);
        await Cluster.RunAsync(TimeSpan.FromSeconds(30));

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);
        var again = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted, reverted.Reason);
        again.Result.ShouldBe(ReceiptResult.Reverted, again.Reason);
        SpecHash.Of(Found()).ShouldBe(before);
        Cluster.OwnWrites(Target).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_receipt_expected_of_a_prepared_step_reverts_as_the_real_one_does()
    {
        var before = SpecHash.Of(Found());
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        await Action.ApplyAsync(prepared, CancellationToken.None);

        var reverted = await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted, reverted.Reason);
        SpecHash.Of(Found()).ShouldBe(before);
    }

    [Fact]
    public async Task Reverting_a_step_that_was_never_applied_touches_nothing()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        var reverted = await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted);
        Cluster.OwnWrites(Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_another_hand_changed_since_the_plan_is_refused()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        Cluster.Edit(Target, Disturb);

        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Refused);
        receipt.Reason.ShouldContain("was changed since the plan was made");
        Cluster.OwnWrites(Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_by_another_hand_after_the_step_is_never_undone()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Step, Key, CancellationToken.None), CancellationToken.None);
        Cluster.Edit(Target, Disturb);
        var theirs = SpecHash.Of(Found());

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Refused);
        reverted.Reason.ShouldContain("was changed since the step was applied");
        SpecHash.Of(Found()).ShouldBe(theirs);
    }

    [Fact]
    public async Task A_target_that_was_deleted_and_made_anew_is_refused()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        var receipt = await Action.ApplyAsync(prepared with { Uid = "another-uid" }, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Refused);
        receipt.Reason.ShouldContain("replaced by another object of that name");
    }

    [Fact]
    public async Task A_missing_target_is_refused_by_name()
    {
        var missing = Step with { Target = Step.Target with { Name = "nobody" } };

        var prepared = await Action.PrepareAsync(missing, Key, CancellationToken.None);

        prepared.Refused.ShouldNotBeNull().ShouldContain("nobody does not exist");
    }

    [Fact]
    public void The_profile_names_the_causes_it_suits_and_a_risk_between_0_and_1()
    {
        Action.Profile.Name.ShouldBe(Action.GetType().Name);
        Action.Profile.Suits.ShouldNotBeEmpty();
        Action.Profile.Risk.ShouldBeInRange(0, 1);
    }

    protected JsonObject Found() => (JsonObject)Cluster.Store.Find(Target)!.DeepClone();

    protected static Dictionary<string, string> Parameters(params (string Name, string Value)[] parameters) => parameters.ToDictionary(one => one.Name, one => one.Value);

    protected static ObjectRef Deployment(string name) => Kinds.Deployment.Ref("shop", name);

    /// <summary>What another hand might do to the object meanwhile.</summary>
    protected virtual void Disturb(JsonObject target) => target["spec"]!["revisionHistoryLimit"] = 7;
}
