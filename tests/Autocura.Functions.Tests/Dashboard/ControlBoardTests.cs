using Autocura.Cluster;
using Autocura.Dashboard;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Ledger.Brakes;
using Autocura.Support;

namespace Autocura.Functions.Tests.Dashboard;

public sealed class ControlBoardTests : IAsyncLifetime
{
    private static readonly LedgerOptions Options = new("shop");
    private static readonly ReviewSettings Settings = new() { ActionsPerCluster = 10, ActionsPerNamespace = 5, Cooldown = TimeSpan.Zero };

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task What_was_spent_who_holds_what_and_that_nothing_is_stopped_is_told()
    {
        var brakes = new ClusterBrakes(Switch(), Locks(), Store(), cluster.Time);
        (await brakes.EngageAsync(Order("cart"), default)).IsHeld.ShouldBeTrue();

        var seen = (await Board().ReadAsync(Settings, default)).ShouldHaveSingleItem();

        seen.Answers.ShouldBeTrue(seen.Detail);
        seen.IsStopped.ShouldBeFalse();
        seen.Breaker.ShouldBe("Closed");
        seen.Budgets.ShouldBe([new BudgetLine("cluster", "", 1, 10), new BudgetLine("nodes", "", 0, 3), new BudgetLine("namespace", "shop", 1, 5)]);
        var held = seen.Locks.ShouldHaveSingleItem();
        held.What.ShouldBe("Deployment shop/cart");
        held.Holder.ShouldBe("ana");
        held.Until.ShouldBe(cluster.Time.GetUtcNow() + Settings.LockFor, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lock_that_has_expired_is_nobodys()
    {
        var brakes = new ClusterBrakes(Switch(), Locks(), Store(), cluster.Time);
        await brakes.EngageAsync(Order("cart"), default);
        await cluster.RunAsync(Settings.LockFor + TimeSpan.FromSeconds(11));

        (await Board().ReadAsync(Settings, default))[0].Locks.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_person_says_to_the_kill_switch_holds_and_stands_beside_it()
    {
        var desk = new OperatorDesk(cluster.Clusters, Switch(), cluster.Time);

        (await desk.SetSwitchAsync(stop: true, "", new PersonsWord("ana", "something is odd"), default)).Problem.ShouldBeEmpty();
        var stopped = (await Board().ReadAsync(Settings, default))[0];
        stopped.IsStopped.ShouldBeTrue();
        stopped.Switch.ShouldContain("stop in ConfigMap shop/autocura-control");
        var data = (await cluster.Client.FindAsync(Kinds.ConfigMap.Ref("shop", KillSwitch.Name), default))!["data"]!;
        data["by"]!.GetValue<string>().ShouldBe("ana");
        data["reason"]!.GetValue<string>().ShouldBe("something is odd");

        (await desk.SetSwitchAsync(stop: false, "test", new PersonsWord("ben", ""), default)).Problem.ShouldBeEmpty();
        (await Board().ReadAsync(Settings, default))[0].IsStopped.ShouldBeFalse();
    }

    [Fact]
    public async Task A_switch_that_may_not_be_written_and_a_cluster_that_is_not_known_are_named()
    {
        var desk = new OperatorDesk(cluster.Clusters, Switch(), cluster.Time);
        (await desk.SetSwitchAsync(stop: true, "elsewhere", new PersonsWord("ana", ""), default)).Problem.ShouldContain("elsewhere");

        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = ["configmaps"] }], seed: 1);
        var refused = await desk.SetSwitchAsync(stop: true, "", new PersonsWord("ana", ""), default);
        refused.Problem.ShouldNotBeEmpty();
        refused.MayComeRight.ShouldBeFalse();
    }

    [Fact]
    public async Task A_workload_is_left_alone_until_the_time_that_was_asked_for()
    {
        var desk = new OperatorDesk(cluster.Clusters, Switch(), cluster.Time);
        var cart = new WorkloadRef("test", "Deployment", "shop", "cart");

        (await desk.SnoozeAsync(cart, new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)), new PersonsWord("ana", "a migration"), default)).Problem.ShouldBeEmpty();
        (await desk.SnoozeAsync(cart with { Name = "nobody" }, DateTimeOffset.UnixEpoch, new PersonsWord("ana", ""), default)).Problem.ShouldContain("nobody");

        var notes = (await cluster.Client.FindAsync(Kinds.Deployment.Ref("shop", "cart"), default))!["metadata"]!["annotations"]!;
        notes["autocura.io/pause-until"]!.GetValue<string>().ShouldBe("2026-05-01T10:00:00Z");
        notes["autocura.io/paused-by"]!.GetValue<string>().ShouldBe("ana: a migration");
    }

    [Fact]
    public async Task A_cluster_that_refuses_has_a_line_that_says_why()
    {
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = ["leases"] }], seed: 1);

        var seen = (await Board().ReadAsync(Settings, default)).ShouldHaveSingleItem();

        seen.Cluster.ShouldBe("test");
        seen.Answers.ShouldBeFalse();
        seen.Detail.ShouldNotBeEmpty();
        seen.Budgets.ShouldBeEmpty();
    }

    private static BrakeOrder Order(string workload) => new()
    {
        Cluster = "test",
        Holder = "ana",
        Incident = "ana",
        Workload = new WorkloadRef("test", "Deployment", "shop", workload),
        Targets = [new ObjectRef("apps/v1", "Deployment", "shop", workload)],
        Settings = Settings,
    };

    private ControlBoard Board() => new(new EveryCluster(cluster.Clusters, cluster.Time), Switch(), Store(), Locks(), cluster.Time);

    private ControlSwitch Switch() => new(cluster.Clusters, Options);

    private ObjectLocks Locks() => new(cluster.Clusters, Options, cluster.Time);

    private BrakeStore Store() => new(cluster.Clusters, Options);
}
