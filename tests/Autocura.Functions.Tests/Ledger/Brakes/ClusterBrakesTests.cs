using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Ledger.Brakes;
using Autocura.Support;

namespace Autocura.Functions.Tests.Ledger.Brakes;

public sealed class ClusterBrakesTests : IAsyncLifetime
{
    private static readonly LedgerOptions Options = new("shop");

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Of_two_that_want_one_object_one_gets_it_until_it_lets_go()
    {
        var first = await Brakes().EngageAsync(Order("a"), default);
        var second = await Brakes().EngageAsync(Order("b"), default);

        first.IsHeld.ShouldBeTrue(first.Refused);
        second.IsHeld.ShouldBeFalse();
        second.Refused.ShouldContain("Deployment shop/cart is locked by a");
        second.ChangesAt.ShouldNotBeNull();

        await Brakes().SettleAsync(new BrakeSettlement(first, null), default);
        (await Brakes().EngageAsync(Order("b"), default)).IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task The_holder_may_ask_again_and_has_what_it_had()
    {
        await Brakes().EngageAsync(Order("a"), default);

        (await Brakes().EngageAsync(Order("a"), default)).IsHeld.ShouldBeTrue();
        (await Store().ReadAsync("test", default)).Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_lock_whose_owner_is_gone_expires_and_never_before()
    {
        var hold = await Brakes().EngageAsync(Order("a"), default);
        await cluster.RunAsync(hold.Settings.LockFor);
        (await Brakes().EngageAsync(Order("b"), default)).IsHeld.ShouldBeFalse();

        await cluster.RunAsync(TimeSpan.FromSeconds(11));
        (await Brakes().EngageAsync(Order("b"), default)).IsHeld.ShouldBeTrue();
        (await Brakes().StopsAsync(hold, default))!.Reason.ShouldContain("The lock was lost: Deployment shop/cart is locked by b");
    }

    [Fact]
    public async Task A_lock_that_is_renewed_does_not_expire()
    {
        var hold = await Brakes().EngageAsync(Order("a"), default);
        for (var i = 0; i < 5; i++)
        {
            await cluster.RunAsync(hold.Settings.LockFor / 2);
            (await Brakes().RenewAsync(hold, default)).ShouldBeNull();
        }

        (await Brakes().EngageAsync(Order("b"), default)).IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Several_that_ask_at_the_same_moment_cannot_overspend_together()
    {
        var settings = new ReviewSettings { ActionsPerCluster = 3, Cooldown = TimeSpan.Zero };

        var holds = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Brakes().EngageAsync(Order($"host-{number}", $"workload-{number}") with { Settings = settings }, default)));

        holds.Count(hold => hold.IsHeld).ShouldBeInRange(1, 3);
        (await Store().ReadAsync("test", default)).Entries.Count.ShouldBe(holds.Count(hold => hold.IsHeld));
    }

    [Fact]
    public async Task A_plan_that_may_not_spend_holds_no_lock()
    {
        var refused = await Brakes().EngageAsync(Order("a") with { Settings = new ReviewSettings { ActionsPerCluster = 0 } }, default);

        refused.IsHeld.ShouldBeFalse();
        (await Locks().HolderAsync("test", ObjectLocks.NameOf(refused.Locked[0]), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopped_nobody_begins_and_nobody_goes_on()
    {
        var hold = await Brakes().EngageAsync(Order("a"), default);
        (await Brakes().StopsAsync(hold, default)).ShouldBeNull();

        await WriteAsync(KillSwitch.Name, new JsonObject { ["stop"] = "true" });

        (await Brakes().StopsAsync(hold, default))!.IsKillSwitch.ShouldBeTrue();
        (await Brakes().EngageAsync(Order("b", "catalog"), default)).Refused.ShouldContain("Everything is stopped");
    }

    [Theory]
    [InlineData("configmaps")]
    [InlineData("leases")]
    public async Task What_may_not_be_read_stops(string resource)
    {
        var hold = await Brakes().EngageAsync(Order("a"), default);
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = [resource] }], seed: 1);

        (await Brakes().StopsAsync(hold, default)).ShouldNotBeNull();
        (await Brakes().EngageAsync(Order("b", "catalog"), default)).IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task A_ledger_that_nobody_can_read_denies_and_says_what_to_do()
    {
        await WriteAsync(BrakeStore.Name, new JsonObject { ["ledger"] = "{ this is no ledger" });

        var refused = await Brakes().EngageAsync(Order("a"), default);

        refused.Refused.ShouldContain("holds no ledger of actions");
        refused.Refused.ShouldContain("Delete it to begin anew");
        refused.ChangesAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_remedy_that_did_not_help_is_written_down_and_opens_the_breaker_for_every_host()
    {
        var settings = new ReviewSettings { BreakerFailures = 2, Cooldown = TimeSpan.Zero };
        foreach (var name in (string[])["a", "b"])
        {
            var hold = await Brakes().EngageAsync(Order(name, name) with { Settings = settings }, default);
            await Brakes().SettleAsync(new BrakeSettlement(hold, BrakeResult.Failed), default);
        }

        var refused = await Brakes().EngageAsync(Order("c", "c") with { Settings = settings }, default);
        refused.Refused.ShouldContain("The breaker is open");

        await cluster.RunAsync(settings.BreakerPause);
        var probe = await Brakes().EngageAsync(Order("c", "c") with { Settings = settings }, default);
        probe.IsHeld.ShouldBeTrue(probe.Refused);
        (await Brakes().EngageAsync(Order("d", "d") with { Settings = settings }, default)).Refused.ShouldContain("half open");

        await Brakes().SettleAsync(new BrakeSettlement(probe, BrakeResult.Helped), default);
        (await Brakes().EngageAsync(Order("d", "d") with { Settings = settings }, default)).IsHeld.ShouldBeTrue();
    }

    private static BrakeOrder Order(string holder, string workload = "cart") => new()
    {
        Cluster = "test",
        Holder = holder,
        Incident = holder,
        Workload = new WorkloadRef("test", "Deployment", "shop", workload),
        Targets = [new ObjectRef("apps/v1", "Deployment", "shop", workload)],
        Settings = new ReviewSettings { Cooldown = TimeSpan.Zero },
    };

    /// <summary>As a host of its own would have them: nothing is shared but the cluster.</summary>
    private ClusterBrakes Brakes() => new(new ControlSwitch(cluster.Clusters, Options), Locks(), Store(), cluster.Time);

    private ObjectLocks Locks() => new(cluster.Clusters, Options, cluster.Time);

    private BrakeStore Store() => new(cluster.Clusters, Options);

    private async Task WriteAsync(string name, JsonObject data) => await cluster.Client.CreateAsync(
        Autocura.Cluster.Kinds.ConfigMap,
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" }, ["data"] = data },
        default);
}
