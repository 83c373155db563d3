using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What became of remedies decides among them later, stands where people can see it, and can be forgotten.</summary>
public sealed class LearningStories
{
    private const string Own = "autocura-cognitiva";
    private const string RollBack = "OutOfMemory.RollBackRelease.Deployment";

    private static readonly ObjectKey Learned = ObjectKey.Core("configmaps", Own, "autocura-learning");

    [Fact]
    public async Task A_remedy_that_kept_failing_loses_to_the_next_until_it_is_forgotten()
    {
        await using var story = await StoryHost.StartAsync();
        Write(story, new JsonObject { [RollBack] = Failed(10, story.Now) });

        await story.PlayAsync("out-of-memory");
        var (outcome, status) = await story.EndAsync("catalog", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Plan!.Strategy.ShouldStartWith("AdjustResources on Deployment shop/catalog");
        Candidate(story, "RollBackRelease")["chance"]!["from"]!.GetValue<string>().ShouldMatch(@"^0\.24 expected \(0\.\d\d to 0\.\d\d\), 0 of 10 helped$");
        var remedies = (await LearningAsync(story)).ToDictionary(remedy => remedy["action"]!.GetValue<string>());
        remedies["AdjustResources"]["helped"]!.GetValue<int>().ShouldBe(1);
        remedies["RollBackRelease"]["mean"]!.GetValue<double>().ShouldBe(3.4 / 14, 1e-3);

        using var forgotten = await story.Http.DeleteAsync(new Uri("api/learning?cause=OutOfMemory&by=ana", UriKind.Relative));

        forgotten.StatusCode.ShouldBe(HttpStatusCode.OK, await forgotten.Content.ReadAsStringAsync());
        (await LearningAsync(story)).ShouldBeEmpty();
        story.Store.List("", "events", Own).ShouldContain(one => one["reason"]!.GetValue<string>() == "AutocuraLearningReset" && one["message"]!.GetValue<string>().StartsWith("ana had forgotten"));
    }

    [Fact]
    public async Task Without_that_record_the_same_trouble_is_rolled_back_and_counted()
    {
        await using var story = await StoryHost.StartAsync();

        await story.PlayAsync("out-of-memory");
        var (outcome, status) = await story.EndAsync("catalog", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Plan!.Strategy.ShouldStartWith("RollBackRelease on Deployment shop/catalog");
        var cases = JsonNode.Parse(story.Store.Find(Learned)!["data"]![RollBack]!.GetValue<string>())!;
        cases["helped"]!.GetValue<int>().ShouldBe(1);
        cases["recent"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe($"autocura/{outcome.RecordName}/1");
    }

    [Fact]
    public async Task A_record_that_makes_no_sense_holds_up_no_plan_but_is_shown_to_a_person_before_it_is_carried_out()
    {
        await using var story = await StoryHost.StartAsync();
        Write(story, new JsonObject { [RollBack] = "{ this is no record" });

        await story.PlayAsync("out-of-memory");
        var waiting = await story.ReachAsync("catalog", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(5));

        waiting.Plan!.Strategy.ShouldStartWith("RollBackRelease on Deployment shop/catalog");
        waiting.Plan.Verdict.ShouldContain("Delete this entry to begin anew");
        Candidate(story, "RollBackRelease")["chance"]!["from"]!.GetValue<string>().ShouldStartWith("0.85 expected by its rule, no case yet; not read: OutOfMemory.RollBackRelease.Deployment");
        story.Mutations().ShouldBeEmpty();
        story.Store.Find(Learned)!["data"]![RollBack]!.GetValue<string>().ShouldBe("{ this is no record");
    }

    [Theory]
    [InlineData("", "Say what to forget")]
    [InlineData("?all=true&cluster=mars", "mars")]
    public async Task What_to_forget_is_said_exactly(string query, string problem)
    {
        await using var story = await StoryHost.StartAsync();

        using var answer = await story.Http.DeleteAsync(new Uri($"api/learning{query}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>().ShouldContain(problem);
    }

    private static async Task<IReadOnlyList<JsonNode>> LearningAsync(StoryHost story) =>
        [.. (await story.Http.GetFromJsonAsync<JsonObject>("api/learning?cause=OutOfMemory"))!["clusters"]![0]!["remedies"]!.AsArray().OfType<JsonNode>()];

    private static JsonNode Candidate(StoryHost story, string action) =>
        story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").Single()["spec"]!["candidates"]!.AsArray().First(one => one!["action"]!.GetValue<string>() == action)!;

    private static string Failed(int cases, DateTimeOffset at) => new JsonObject
    {
        ["helped"] = 0,
        ["failed"] = cases,
        ["helpedWeight"] = 0,
        ["failedWeight"] = cases,
        ["at"] = $"{at:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        ["prior"] = 0.85,
        ["recent"] = new JsonArray(),
    }.ToJsonString();

    private static void Write(StoryHost story, JsonObject data) => story.Store.Create(
        Learned,
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = Learned.Name, ["namespace"] = Own }, ["data"] = data },
        Actor.ApiServer);
}
