using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Dashboard;
using Autocura.Functions.Tests.Cluster;
using Autocura.Guardrails.Notices;
using Autocura.Ledger;
using Autocura.Reports;
using Autocura.Support;

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
        for (var week = 1; week <= 10; week++)
        {
            await shelf.PutAsync($"2026-W{week:00}", $"week {week}", CancellationToken.None);
            (await shelf.ClaimAsync($"2026-W{week:00}", "slack", CancellationToken.None)).ShouldBeTrue();
        }

        await shelf.PutAsync("2026-W10", "week 10 again", CancellationToken.None);

        var kept = shop.Cluster.Store.Find(Embedded.Cluster.ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-digests")).ShouldNotBeNull()["data"]!.AsObject();

        kept.Select(entry => entry.Key).ShouldBe(Enumerable.Range(3, 8).SelectMany(week => (string[])[$"2026-W{week:00}.md", $"2026-W{week:00}.slack"]), ignoreOrder: true);
        kept["2026-W10.md"]!.GetValue<string>().ShouldBe("week 10 again");
    }

    [Fact]
    public async Task Of_all_who_would_tell_a_channel_of_a_week_one_does_until_it_says_that_it_could_not()
    {
        var shelves = Enumerable.Range(0, 6).Select(_ => new DigestShelf(shop.Cluster.Clusters, new LedgerOptions("shop"))).ToList();

        (await Task.WhenAll(shelves.Select(shelf => shelf.ClaimAsync("2027-W01", "teams", CancellationToken.None)))).Count(isMine => isMine).ShouldBe(1);
        (await shelves[0].ClaimAsync("2027-W01", "email", CancellationToken.None)).ShouldBeTrue("another channel is another matter");
        await shelves[1].ReleaseAsync("2027-W01", "teams", CancellationToken.None);
        (await shelves[2].ClaimAsync("2027-W01", "teams", CancellationToken.None)).ShouldBeTrue();
        (await shelves[3].ClaimAsync("2027-W01", "teams", CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_week_that_is_kept_is_the_one_that_people_are_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        var until = cluster.Time.GetUtcNow();
        foreach (var name in (string[])["a", "b"]) Keep(cluster, SomeFile.Issue(name, until, cause: "BadImage"));
        var clusters = new EveryCluster(cluster.Clusters, cluster.Time);
        var desk = new DigestDesk(new IncidentFiles(cluster.Clusters), new ClusterBoard(clusters), new DigestShelf(cluster.Clusters, new LedgerOptions("shop")));

        var told = await desk.KeepWeekAsync(new DigestOrder("2026-W02", until, []), CancellationToken.None);
        await desk.KeepWeekAsync(new DigestOrder("2026-W02", until, []), CancellationToken.None);

        var kept = cluster.Store.Find(Embedded.Cluster.ObjectKey.Core("configmaps", "shop", "autocura-digests"))!["data"]!.AsObject().ShouldHaveSingleItem();
        kept.Key.ShouldBe("2026-W02.md");
        kept.Value!.GetValue<string>().ShouldContain("There were 2 incidents.");
        (told.Week, told.Key, told.At).ShouldBe(("2026-W02", "digest/2026-W02", until));
        told.PlainText().ShouldContain("There were 2 incidents.");
        told.PlainText().ShouldContain("Healed: 2");
        told.PlainText().ShouldContain("Deployment shop/cart: Cause BadImage, Times 2");
        JsonSerializer.Deserialize<WeekDigest>(JsonSerializer.Serialize(told))!.PlainText().ShouldBe(told.PlainText(), "it goes through a history");
    }

    [Fact]
    public void What_people_are_told_has_bounds()
    {
        var report = new ReportDocument("A week", [new ReportSection("Waiting") { Points = [.. Enumerable.Range(0, 40).Select(_ => new string('x', 5000))] }]);

        var told = DigestTelling.Of("2026-W02", SomeFile.Noon, report).Sections.ShouldHaveSingleItem();

        told.Lines.Count.ShouldBe(13);
        told.Lines[^1].ShouldBe("and 28 more");
        told.Lines.ShouldAllBe(line => line.Length <= 301);
    }

    private static void Keep(TestCluster cluster, JsonObject issue)
    {
        issue["apiVersion"] = "autocura.cognitiva.io/v1alpha1";
        issue["kind"] = "Issue";
        cluster.Store.Create(new Embedded.Cluster.ObjectKey("autocura.cognitiva.io", "issues", "shop", issue["metadata"]!["name"]!.GetValue<string>()), issue, Embedded.Cluster.Actor.ApiServer);
    }
}
