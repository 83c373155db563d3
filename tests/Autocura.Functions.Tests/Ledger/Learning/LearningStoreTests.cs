using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Ledger;
using Autocura.Ledger.Learning;
using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Ledger.Learning;

public sealed class LearningStoreTests : IAsyncLifetime
{
    private static readonly RemedyKey Key = new("OutOfMemory", "RollBackRelease", "Deployment");
    private static readonly ObjectKey Where = ObjectKey.Core("configmaps", "shop", LearningStore.Name);

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task What_one_host_learned_another_knows()
    {
        (await Store().LearnAsync("test", Case("a", helped: true), default)).ShouldBeEmpty();
        (await Store().LearnAsync("test", Case("b", helped: false), default)).ShouldBeEmpty();

        var cases = (await Store().ReadAsync("test", default)).Remedies.ShouldHaveSingleItem();

        cases.Key.ShouldBe(Key);
        (cases.Value.Helped, cases.Value.Failed, cases.Value.Prior).ShouldBe((1, 1, 0.85));
        cases.Value.At.ShouldBe(cluster.Time.GetUtcNow());
        cases.Value.Recent.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Told_twice_it_is_counted_once()
    {
        var store = Store();
        await store.LearnAsync("test", Case("a", helped: true), default);
        await store.LearnAsync("test", Case("a", helped: true), default);
        await Store().LearnAsync("test", Case("a", helped: true), default);

        (await Store().ReadAsync("test", default)).Remedies[Key].Helped.ShouldBe(1);
    }

    [Fact]
    public async Task Hosts_that_learn_at_the_same_moment_lose_nothing()
    {
        const int hosts = 6;
        var told = await Task.WhenAll(Enumerable.Range(0, hosts).Select(number => Store().LearnAsync("test", Case($"host-{number}", helped: number % 2 == 0), default)));

        // Whoever always came second says so, and nothing is counted that was not said to be.
        var counted = told.Count(why => why.Length == 0);
        told.Where(why => why.Length > 0).ShouldAllBe(why => why.StartsWith("Others write"));
        counted.ShouldBeGreaterThanOrEqualTo(hosts - 1);
        var cases = (await Store().ReadAsync("test", default)).Remedies[Key];
        (cases.Helped + cases.Failed).ShouldBe(counted);
    }

    [Fact]
    public async Task A_reading_is_good_for_two_minutes_and_what_was_learned_here_counts_at_once()
    {
        var store = Store();
        (await LatestAsync(store)).Cases.ShouldBe(0);
        await Store().LearnAsync("test", Case("a", helped: true), default);
        (await LatestAsync(store)).Cases.ShouldBe(0, "another host's case of this very moment");

        await store.LearnAsync("test", Case("b", helped: true), default);
        (await LatestAsync(store)).Cases.ShouldBe(2);

        await Store().LearnAsync("test", Case("c", helped: true), default);
        cluster.Time.Advance(TimeSpan.FromMinutes(3));
        (await LatestAsync(store)).Cases.ShouldBe(3);
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_what_was_read_last_stands()
    {
        var store = Store();
        await store.LearnAsync("test", Case("a", helped: true), default);
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = ["configmaps"] }], seed: 1);
        cluster.Time.Advance(TimeSpan.FromMinutes(3));

        var known = await LatestAsync(store);
        known.Cases.ShouldBe(1);
        known.Unread.ShouldContain("ConfigMap shop/autocura-learning (Forbidden:");
        known.Unread.ShouldContain("as of ");
        (await LatestAsync(Store())).Told.ShouldStartWith("0.85 expected by its rule, no case yet; not read: ConfigMap shop/autocura-learning");
        (await store.LearnAsync("test", Case("b", helped: true), default)).ShouldContain("could not be read or written (Forbidden");
    }

    [Theory]
    [InlineData("{ this is no JSON", "invalid")]
    [InlineData("null", "it is null")]
    [InlineData("""{"helped":1}""", "required")]
    [InlineData("""{"helped":-1,"failed":0,"helpedWeight":0,"failedWeight":0,"at":"2026-01-01T00:00:00Z","prior":0.5,"recent":[]}""", "a number of cases is negative")]
    [InlineData("""{"helped":1,"failed":0,"helpedWeight":9,"failedWeight":0,"at":"2026-01-01T00:00:00Z","prior":0.5,"recent":[]}""", "cases weigh more than there are")]
    [InlineData("""{"helped":1,"failed":0,"helpedWeight":1,"failedWeight":0,"at":"2026-01-01T00:00:00Z","prior":7,"recent":[]}""", "prior is no probability")]
    [InlineData("""{"helped":1,"failed":0,"helpedWeight":1,"failedWeight":0,"at":"2026-01-01T00:00:00Z","prior":0.5,"recent":[null]}""", "recent is no list")]
    public async Task What_makes_no_sense_is_said_and_never_written_over(string text, string problem)
    {
        Write(new JsonObject { [$"{Key}"] = text, ["notes"] = "somebody's" });

        var record = await Store().ReadAsync("test", default);
        record.Remedies.ShouldBeEmpty();
        record.Unreadable[$"{Key}"].ShouldContain(problem);
        record.Unreadable["notes"].ShouldContain("cause.action.class");
        (await Store().LearnAsync("test", Case("a", helped: true), default)).ShouldContain("is not written over");
        (await Store().LearnAsync("test", Case("a", helped: true) with { Key = Key with { Class = "DaemonSet" } }, default)).ShouldBeEmpty();

        var data = cluster.Store.Find(Where)!["data"]!.AsObject();
        data[$"{Key}"]!.GetValue<string>().ShouldBe(text);
        data["notes"]!.GetValue<string>().ShouldBe("somebody's");
        data.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_to_be_forgotten_goes_and_the_rest_stays_also_where_it_cannot_be_read()
    {
        Write(new JsonObject { [$"{Key}"] = "broken", ["notes"] = "somebody's" });
        var other = Key with { Action = "AdjustResources" };
        await Store().LearnAsync("test", Case("a", helped: true) with { Key = other }, default);

        (await Store().ForgetAsync("test", key => key.Action == "RollBackRelease", default)).ShouldBe([Key]);
        (await Store().ForgetAsync("test", key => key.Action == "RollBackRelease", default)).ShouldBe([]);

        cluster.Store.Find(Where)!["data"]!.AsObject().Select(entry => entry.Key).ShouldBe([$"{other}", "notes"], ignoreOrder: true);
        (await Store().LearnAsync("test", Case("a", helped: true), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleted_it_begins_anew()
    {
        await Store().LearnAsync("test", Case("a", helped: true), default);
        cluster.Store.Delete(Where, Actor.ApiServer);

        (await LatestAsync(Store())).Cases.ShouldBe(0);
        (await Store().LearnAsync("test", Case("a", helped: true), default)).ShouldBeEmpty();
    }

    private static Lesson Case(string name, bool helped) => new(name, Key, 0.85, helped);

    /// <summary>As a host of its own would have it.</summary>
    private LearningStore Store() => new(cluster.Clusters, new LedgerOptions("shop"), cluster.Time);

    private static async Task<SuccessEstimate> LatestAsync(LearningStore store) => (await store.LatestAsync("test", Key.Class, default)).Of(Key.Cause, Key.Action, 0.85);

    private void Write(JsonObject data) => cluster.Store.Create(
        Where,
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = LearningStore.Name, ["namespace"] = "shop" }, ["data"] = data },
        Actor.ApiServer);
}
