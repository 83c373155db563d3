using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What is told of an incident: asked for while it is open, kept with its Issue when it is over, and a week of them together.</summary>
public sealed class ReportStories
{
    [Fact]
    public async Task An_incident_is_told_from_the_first_signal_to_what_would_have_prevented_it()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto);
        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");
        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);

        var report = await story.Http.GetStringAsync($"api/incidents/{StoryHost.Workload("cart").InstanceId}/report");

        report.ShouldContain("It was healed, and the recovery was measured.");
        report.ShouldContain("minutes of total outage in all");
        report.ShouldContain("| BadImage |");
        report.ShouldContain("RollBackRelease on Deployment/shop/cart: Verified");
        report.ShouldContain("Have the pipeline pull the image by its digest");
        var issue = story.Store.Find(new ObjectKey("autocura.cognitiva.io", "issues", "shop", outcome.RecordName)).ShouldNotBeNull();
        issue["status"]!["report"]!.GetValue<string>().ShouldBe(report);
        var past = JsonNode.Parse(await story.Http.GetStringAsync("api/history?words=cart&outcome=healed"))!;
        past["total"]!.GetValue<int>().ShouldBe(1);
        past["items"]![0]!["recordName"]!.GetValue<string>().ShouldBe(outcome.RecordName);
        (await story.Http.GetStringAsync($"api/history/{StoryHost.Workload("cart").Cluster}/shop/{outcome.RecordName}/report")).ShouldBe(report);
        (await story.Http.GetAsync($"api/history/{StoryHost.Workload("cart").Cluster}/shop/nobody/report")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        foreach (var wrong in (string[])["outcome=Lost", "since=soon", "skip=-1", "limit=0"]) (await story.Http.GetAsync($"api/history?{wrong}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest, wrong);
        (await story.Http.GetStringAsync("api/digest?format=html")).ShouldContain("There was one incident.");
        (await story.Http.GetAsync("api/digest?days=many")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }
}
