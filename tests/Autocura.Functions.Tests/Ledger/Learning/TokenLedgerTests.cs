using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Ledger;
using Autocura.Ledger.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Ledger.Learning;

public sealed class TokenLedgerTests : IAsyncLifetime
{
    private static readonly ObjectKey Where = ObjectKey.Core("configmaps", "shop", TokenLedger.Name);

    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task What_one_host_spends_is_missing_to_the_others_and_the_last_token_may_be_spent()
    {
        (await Tokens().SpendAsync(600, 1000, default)).ShouldBeNull();
        (await Tokens().SpendAsync(401, 1000, default)).ShouldBe("600 of 1000 tokens of today are spent (Autocura:LanguageModel:TokensPerDay), and the question may take 401.");
        (await Tokens().SpendAsync(400, 1000, default)).ShouldBeNull();

        Kept().ShouldBe("1000");
    }

    [Fact]
    public async Task Of_hosts_that_spend_at_once_none_spends_what_another_has()
    {
        var refusals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Tokens().SpendAsync(300, 1000, default)));

        var spent = refusals.Count(refused => refused is null);
        spent.ShouldBeInRange(1, 3);
        Kept().ShouldBe($"{spent * 300}");
    }

    [Fact]
    public async Task A_new_day_begins_at_nothing_and_a_week_is_remembered()
    {
        for (var day = 0; day < 10; day++)
        {
            (await Tokens().SpendAsync(1000, 1000, default)).ShouldBeNull($"day {day}");
            (await Tokens().SpendAsync(1, 1000, default)).ShouldNotBeNull();
            if (day < 9) cluster.Time.Advance(TimeSpan.FromDays(1));
        }

        cluster.Store.Find(Where)!["data"]!.AsObject().Count.ShouldBe(7);
        Kept().ShouldBe("1000");
    }

    [Fact]
    public async Task A_guess_is_put_right_and_never_below_nothing()
    {
        await Tokens().SpendAsync(500, 1000, default);
        await Tokens().CorrectAsync(-200, default);
        Kept().ShouldBe("300");
        await Tokens().CorrectAsync(+50, default);
        Kept().ShouldBe("350");
        await Tokens().CorrectAsync(-9999, default);
        Kept().ShouldBe("0");
    }

    [Fact]
    public async Task Where_somebody_wrote_what_is_no_number_nothing_is_spent()
    {
        await Tokens().SpendAsync(1, 1000, default);
        cluster.Store.Update(Where, found => { found["data"]![Today] = "much"; return found; }, Actor.ApiServer);

        (await Tokens().SpendAsync(1, 1000, default)).ShouldNotBeNull().ShouldContain("tokens of today are spent");
    }

    [Fact]
    public async Task Where_it_may_not_be_counted_nothing_is_spent_and_where_it_cannot_be_now_it_is_tried_again()
    {
        cluster.Faults.Set([new() { Kind = FaultKind.Refusal, Verbs = ["get"], Resources = ["configmaps"], Code = 403 }], seed: 1);
        (await Tokens().SpendAsync(1, 1000, default)).ShouldNotBeNull().ShouldStartWith("What was spent today could not be read or written");

        cluster.Faults.Set([new() { Kind = FaultKind.Refusal, Verbs = ["create"], Resources = ["configmaps"], Code = 403 }], seed: 1);
        (await Tokens().SpendAsync(1, 1000, default)).ShouldNotBeNull().ShouldStartWith("What was spent today could not be read or written");

        cluster.Store.Find(Where).ShouldBeNull();
    }

    private string Today => cluster.Time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private TokenLedger Tokens() => new(cluster.Clusters, new LedgerOptions("shop"), cluster.Time);

    private string Kept() => cluster.Store.Find(Where).ShouldNotBeNull()["data"]![Today]!.GetValue<string>();
}
