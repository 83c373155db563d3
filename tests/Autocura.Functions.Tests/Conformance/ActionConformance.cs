using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.KnownGood;
using Autocura.KnownGood.Capture;
using Autocura.KnownGood.Records;
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
    private long before;

    protected TestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    protected abstract IRemediationAction Action { get; }

    /// <summary>The object that the step changes.</summary>
    protected abstract ObjectKey Target { get; }

    protected abstract PlanStep Step { get; }

    /// <summary>False for a step after which there is no target that another hand could change.</summary>
    protected virtual bool LeavesTarget => true;

    /// <summary>Part of the reason when there is no target.</summary>
    protected virtual string Missing => "nobody does not exist";

    /// <summary>Brings about what the step cures.</summary>
    protected virtual void Break()
    {
    }

    protected virtual Task BreakAsync()
    {
        Break();
        return Task.CompletedTask;
    }

    protected ObjectEdit Edit => new(Cluster.Clusters);

    protected ObjectCreation Creation => new(Cluster.Clusters);

    protected KnownGoodStore Known => new(new KnownGoodOptions(), new AutocuraOptions());

    protected ObjectRemoval Removal => new(Cluster.Clusters, Cluster.Time);

    public async Task InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        await BreakAsync();
        await Cluster.RunAsync(TimeSpan.FromSeconds(20));
        before = Cluster.Store.Audit.Read().Max(entry => (long?)entry.Id) ?? 0;
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Preparing_writes_nothing_and_shows_the_exact_change()
    {
        var found = Live();

        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        prepared.Refused.ShouldBeNull();
        prepared.Diff.ShouldNotBeEmpty();
        JsonNode.DeepEquals(Live(), found).ShouldBeTrue();
        Writes().ShouldBeEmpty();
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
        Writes().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Applying_and_reverting_leaves_the_declared_state_exactly_as_it_was()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        var declared = Declared(prepared);
        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        Declared(prepared).ShouldNotBe(declared);
        await Cluster.RunAsync(TimeSpan.FromSeconds(30));

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);
        var again = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted, reverted.Reason);
        again.Result.ShouldBe(ReceiptResult.Reverted, again.Reason);
        Declared(prepared).ShouldBe(declared);
        Writes().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_receipt_expected_of_a_prepared_step_reverts_as_the_real_one_does()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        var declared = Declared(prepared);
        await Action.ApplyAsync(prepared, CancellationToken.None);

        var reverted = await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted, reverted.Reason);
        Declared(prepared).ShouldBe(declared);
    }

    [Fact]
    public async Task Reverting_a_step_that_was_never_applied_touches_nothing()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);

        var reverted = await Action.RevertAsync(ActionReceipt.Expected(prepared), CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Reverted);
        Writes().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_another_hand_changed_since_the_plan_is_refused()
    {
        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        Cluster.Edit(Target, Disturb);

        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Refused);
        receipt.Reason.ShouldContain("was changed since the plan was made");
        Writes().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_by_another_hand_after_the_step_is_never_undone()
    {
        if (!LeavesTarget)
        {
            return;
        }

        var prepared = await Action.PrepareAsync(Step, Key, CancellationToken.None);
        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        Cluster.Edit(Target, Disturb);
        var theirs = Declared(prepared);

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Refused);
        reverted.Reason.ShouldContain("was changed since the step was applied");
        Declared(prepared).ShouldBe(theirs);
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

        prepared.Refused.ShouldNotBeNull().ShouldContain(Missing);
    }

    [Fact]
    public void The_profile_names_the_causes_it_suits_and_a_risk_between_0_and_1()
    {
        Action.Profile.Name.ShouldBe(Action.GetType().Name);
        Action.Profile.Suits.ShouldBeUnique();
        Action.Profile.Risk.ShouldBeInRange(0, 1);
        Action.Profile.Verbs.ShouldNotBeEmpty();
    }

    /// <summary>Writes to the target by this system since it was broken.</summary>
    protected IReadOnlyList<AuditEntry> Writes() => [.. Cluster.OwnWrites(Target).Where(entry => entry.Id > before)];

    /// <summary>What is declared of the target; the metadata that the step changes counts.</summary>
    private string Declared(PreparedStep prepared) => Live() is { } live ? SpecHash.Of(live, prepared.Metadata) : "";

    private JsonObject? Live() => Cluster.Store.Find(Target)?.DeepClone().AsObject();

    protected JsonObject Found() => (JsonObject)Cluster.Store.Find(Target)!.DeepClone();

    /// <summary>Keeps a state of an object as known good since a day, and returns its hash.</summary>
    protected async Task<string> KeepAsync(JsonObject good)
    {
        var now = Cluster.Time.GetUtcNow();
        var seen = SeenObject.Of(good, isAutoscaled: false);
        await Cluster.Client.CreateAsync(Kinds.KnownGood, VersionManifest.Of(seen.Version(now - TimeSpan.FromDays(1), "autocura-cognitiva"), seen.State(now, 100_000)), CancellationToken.None);
        return seen.Hash;
    }

    protected static Dictionary<string, string> Parameters(params (string Name, string Value)[] parameters) => parameters.ToDictionary(one => one.Name, one => one.Value);

    protected static ObjectRef Deployment(string name) => Kinds.Deployment.Ref("shop", name);

    /// <summary>What another hand might do to the object meanwhile.</summary>
    protected virtual void Disturb(JsonObject target) => target["spec"]!["revisionHistoryLimit"] = 7;
}
