using System.Text.Json.Nodes;
using Autocura.Dashboard;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Incidents;
using Autocura.Reports;
using Autocura.Support;

namespace Autocura.Functions.Tests.Reports;

public sealed class IncidentArchiveTests
{
    private static readonly ArchiveQuestion Everything = new() { Limit = 50 };

    [Fact]
    public async Task What_has_ended_is_found_the_newest_first_and_what_is_open_is_not()
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "old", "Healed", 5);
        Issue(cluster, "young", "HandedOver", 1);
        Issue(cluster, "open", null, 0);

        var page = await Archive(cluster).FindAsync(Everything, CancellationToken.None);

        page.Items.Select(one => one.RecordName).ShouldBe(["young", "old"]);
        (page.Total, page.Problems.Count).ShouldBe((2, 0));
        var old = page.Items[1];
        (old.Workload, old.Severity, old.Risk, old.Outcome, old.InstanceId, old.Cause).ShouldBe((new WorkloadRef("test", "Deployment", "shop", "cart"), "high", 60, "Healed", "cart-1", "BadImage"));
        old.EndedAt.ShouldBe(cluster.Time.GetUtcNow().AddDays(-5), TimeSpan.FromSeconds(1));
        (old.EndedAt - old.OpenedAt).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("CART badimage", "a,c")]
    [InlineData("test shop/cart full", "b")]
    [InlineData("elsewhere", "")]
    public async Task It_is_found_by_words_that_all_stand_in_it(string words, string found)
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "a", "Healed", 1);
        Issue(cluster, "b", "HandedOver", 2, headline: "The disk is full", cause: "NodePressure");
        Issue(cluster, "c", "Healed", 3);

        (await NamesAsync(cluster, Everything with { Words = words.Split(' ') })).ShouldBe(found);
    }

    [Fact]
    public async Task It_is_found_by_ending_and_time_and_in_pages()
    {
        await using var cluster = await TestCluster.StartAsync();
        var now = cluster.Time.GetUtcNow();
        for (var day = 1; day <= 6; day++) Issue(cluster, $"day-{day}", day % 2 == 0 ? "HandedOver" : "Healed", day);

        (await NamesAsync(cluster, Everything with { Outcome = OutcomeKind.HandedOver })).ShouldBe("day-2,day-4,day-6");
        (await NamesAsync(cluster, Everything with { Since = now.AddDays(-4), Until = now.AddDays(-2) })).ShouldBe("day-3,day-4", "a span has its beginning and not its end");
        (await NamesAsync(cluster, Everything with { Skip = 2, Limit = 2 })).ShouldBe("day-3,day-4");
        (await Archive(cluster).FindAsync(Everything with { Skip = 6, Limit = 2 }, CancellationToken.None)).Total.ShouldBe(6);
    }

    [Fact]
    public async Task A_cluster_that_refuses_is_named_and_nothing_is_made_up()
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "old", "Healed", 1);
        cluster.Faults.Set([new() { Kind = FaultKind.Refusal, Verbs = ["list"], Resources = ["issues"], Code = 403 }], seed: 1);

        var page = await Archive(cluster).FindAsync(Everything, CancellationToken.None);

        page.Items.ShouldBeEmpty();
        page.Problems.ShouldHaveSingleItem().ShouldStartWith("test: ");
    }

    [Fact]
    public async Task The_report_that_was_kept_is_told_as_it_was_and_where_none_was_the_record_is()
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "kept", "Healed", 1, report: "# as it was told");
        Issue(cluster, "untold", "HandedOver", 1);

        (await Archive(cluster).ReportAsync("test", "shop", "kept", CancellationToken.None)).Text.ShouldBe("# as it was told");
        var told = (await Archive(cluster).ReportAsync("test", "shop", "untold", CancellationToken.None)).Text.ShouldNotBeNull();
        told.ShouldContain("It was handed over to people.");
        told.ShouldContain("Not measured: the numbers of that time are not read again.");
    }

    [Theory]
    [InlineData("test", "shop", "nobody", "keeps no record shop/nobody")]
    [InlineData("test", "..", "old", "keeps no record ../old")]
    [InlineData("test", "shop", "a/b", "keeps no record shop/a/b")]
    [InlineData("far", "shop", "old", "There is no cluster 'far'")]
    public async Task What_is_not_there_is_said_not_to_be(string name, string ns, string record, string problem)
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "old", "Healed", 1);

        var answer = await Archive(cluster).ReportAsync(name, ns, record, CancellationToken.None);

        (answer.Text, answer.MayComeRight).ShouldBe((null, false));
        answer.Problem.ShouldContain(problem);
    }

    private static IncidentArchive Archive(TestCluster cluster) => new(new EveryCluster(cluster.Clusters, cluster.Time), cluster.Clusters, new IncidentFiles(cluster.Clusters));

    private static async Task<string> NamesAsync(TestCluster cluster, ArchiveQuestion question) =>
        string.Join(',', (await Archive(cluster).FindAsync(question, CancellationToken.None)).Items.Select(one => one.RecordName));

    private static void Issue(TestCluster cluster, string name, string? outcome, int daysAgo, string headline = "The image cannot be pulled", string cause = "BadImage", string? report = null)
    {
        var ended = cluster.Time.GetUtcNow().AddDays(-daysAgo);
        var issue = SomeFile.Issue(name, ended.AddMinutes(-10), outcome, cause);
        issue["apiVersion"] = "autocura.cognitiva.io/v1alpha1";
        issue["kind"] = "Issue";
        issue["metadata"]!["namespace"] = "shop";
        issue["spec"]!["severity"] = "high";
        issue["spec"]!["riskScore"] = 60;
        issue["status"]!["headline"] = headline;
        issue["status"]!["instanceId"] = "cart-1";
        issue["status"]!["timeline"] = new JsonArray(new JsonObject { ["at"] = $"{ended:yyyy-MM-dd'T'HH:mm:ss'Z'}", ["phase"] = "Resolved", ["message"] = "." });
        if (report is not null) issue["status"]!["report"] = report;
        cluster.Store.Create(new ObjectKey("autocura.cognitiva.io", "issues", "shop", name), issue, Actor.ApiServer);
    }
}
