using Autocura.Functions.Tests.Cluster;
using Autocura.Ledger;
using Autocura.Reports;

namespace Autocura.Functions.Tests.Reports;

public sealed class DigestTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private static readonly (DateTimeOffset From, DateTimeOffset To) Week = (SomeFile.Noon.AddDays(-7), SomeFile.Noon);

    [Fact]
    public void A_week_is_counted_by_ending_and_what_comes_back_is_named()
    {
        var text = MarkdownReport.Write(Digest.Of(
            [SomeFile.Issue("a", SomeFile.Noon, cause: "BadImage"), SomeFile.Issue("b", SomeFile.Noon, cause: "BadImage"), SomeFile.Issue("c", SomeFile.Noon, "HandedOver"), SomeFile.Issue("d", SomeFile.Noon, null)],
            [SomeFile.Plan("RollBackRelease", "Completed", SomeFile.Noon), SomeFile.Plan("RollBackRelease", "RolledBack", SomeFile.Noon)],
            Week,
            ["Cluster far could not be read: gone"]));

        text.ShouldContain("There were 4 incidents.");
        text.ShouldContain("Those that were healed (2) took 10 min in the median");
        text.ShouldContain("| Healed | 2 |");
        text.ShouldContain("| Deployment shop/cart | BadImage | 2 |");
        text.ShouldContain("| RollBackRelease | 1 | 0 | 1 |");
        text.ShouldContain("Waiting for a decision");
        text.ShouldContain("Cluster far could not be read");
    }

    [Fact]
    public void A_quiet_week_says_so() => MarkdownReport.Write(Digest.Of([], [], Week, [])).ShouldContain("There were no incidents.");

    [Fact]
    public async Task The_digests_of_eight_weeks_are_kept_and_written_again_one_replaces_itself()
    {
        var shelf = new DigestShelf(shop.Cluster.Clusters, new LedgerOptions("autocura-cognitiva"));
        for (var week = 1; week <= 10; week++) await shelf.PutAsync($"2026-W{week:00}.md", $"week {week}", CancellationToken.None);
        await shelf.PutAsync("2026-W10.md", "week 10 again", CancellationToken.None);

        var kept = shop.Cluster.Store.Find(Embedded.Cluster.ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-digests")).ShouldNotBeNull()["data"]!.AsObject();

        kept.Select(entry => entry.Key).ShouldBe(Enumerable.Range(3, 8).Select(week => $"2026-W{week:00}.md"), ignoreOrder: true);
        kept["2026-W10.md"]!.GetValue<string>().ShouldBe("week 10 again");
    }
}
