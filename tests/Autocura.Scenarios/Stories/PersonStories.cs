using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What people can have done through the API beside approving: take back, begin anew, leave alone, stop everything. And what they can read there.</summary>
public sealed class PersonStories
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private static readonly string Cart = StoryHost.Workload("cart").InstanceId;
    private static readonly ObjectKey CartDeployment = ObjectKey.Apps("deployments", "shop", "cart");

    [Fact]
    public async Task What_is_taken_back_while_it_is_measured_is_handed_over_and_begins_anew_when_asked()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PlayAsync("bad-image");
        var broken = ImageOf(story);
        (await AskAsync(story, "undo", new { planId = "none", by = "ana" })).Status.ShouldBe(HttpStatusCode.NotFound);
        var measured = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.Verifying, Soon);
        ImageOf(story).ShouldNotBe(broken);

        (await AskAsync(story, "undo", new { planId = "another", by = "ana" })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await AskAsync(story, "retry", new { by = "ana" })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await AskAsync(story, "undo", new { planId = measured.Plan!.Id, by = "ana", reason = "I mend it otherwise" })).Status.ShouldBe(HttpStatusCode.Accepted);
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldBe("ana asked for it to be taken back: I mend it otherwise. So it was.");
        outcome.Attempts.ShouldBe(1);
        ImageOf(story).ShouldBe(broken);
        status.Timeline.ShouldContain(entry => entry.Message.EndsWith("taking it back", StringComparison.Ordinal));
        story.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-learning")).ShouldBeNull(); // nobody knows whether it would have helped
        (await AskAsync(story, "undo", new { planId = measured.Plan.Id, by = "ana" })).Status.ShouldBe(HttpStatusCode.Gone);

        await story.PassAsync(TimeSpan.FromSeconds(2)); // a record is named after its second
        (await AskAsync(story, "retry", new { by = "ana" })).Status.ShouldBe(HttpStatusCode.Accepted);
        var (again, _) = await story.EndAsync("cart");
        again.Kind.ShouldBe(OutcomeKind.Healed, again.Reason);
        again.RecordName.ShouldNotBe(outcome.RecordName);
        (await AskAsync(story, "retry", new { by = "ana" })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nothing_is_changed_on_a_workload_that_a_person_wants_left_alone()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);

        (await AskAsync(story, "snooze", new { minutes = 0, by = "ana" })).Problem.ShouldContain("'minutes' must be a whole number from 1 to 10080");
        (await AskAsync(story, "snooze", new { minutes = 30 })).Problem.ShouldContain("'by' is missing");
        (await AskAsync(story, "snooze", new { minutes = 30, by = "ana" })).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(story, "approval", new { planId = waiting.Plan!.Id, approved = true, by = "ben" })).Status.ShouldBe(HttpStatusCode.Accepted);
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("pause-until");
        story.Mutations().Count(entry => entry.Key == CartDeployment).ShouldBe(1); // the annotation itself
    }

    [Fact]
    public async Task The_kill_switch_stops_what_was_approved_until_it_is_lifted()
    {
        await using var story = await StoryHost.StartAsync();
        using var refused = await story.Http.PostAsJsonAsync("api/kill-switch", new { stop = "yes", by = "ana" });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var stopped = await story.Http.PostAsJsonAsync("api/kill-switch", new { stop = true, by = "ana", reason = "a drill" });
        stopped.StatusCode.ShouldBe(HttpStatusCode.OK, await stopped.Content.ReadAsStringAsync());
        (await ControlAsync(story))["isStopped"]!.GetValue<bool>().ShouldBeTrue();

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");
        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        story.Mutations().ShouldBeEmpty();

        using var lifted = await story.Http.PostAsJsonAsync("api/kill-switch", new { stop = false, by = "ana" });
        lifted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(story, "retry", new { by = "ana" })).Status.ShouldBe(HttpStatusCode.Accepted);
        (await story.EndAsync("cart")).Outcome.Kind.ShouldBe(OutcomeKind.Healed);
    }

    [Fact]
    public async Task Plans_series_and_signals_can_be_read_and_a_list_that_has_not_changed_is_not_sent_again()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PlayAsync("bad-image");
        await story.EndAsync("cart");

        var plans = (await story.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{Cart}/plans"))!;
        plans["problem"]!.GetValue<string>().ShouldBeEmpty();
        var plan = plans["items"]!.AsArray().ShouldHaveSingleItem()!;
        plan["status"]!["state"]!.GetValue<string>().ShouldBe("Completed");
        plan["spec"]!["candidates"]!.AsArray().ShouldNotBeEmpty();
        var series = (await story.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{Cart}/series"))!;
        var errors = series["series"]!.AsArray().Single(one => one!["signal"]!.GetValue<string>() == "error_ratio")!;
        errors["points"]!.AsArray().Count.ShouldBeInRange(2, 241);
        errors["limit"]!.GetValue<double>().ShouldBe(0.01);
        var signals = (await story.Http.GetFromJsonAsync<JsonArray>("api/anomalies")).ShouldHaveSingleItem()!;
        signals["items"]!.AsArray().ShouldContain(one => one!["status"]!["issueRef"]!["name"]!.GetValue<string>() == plan["spec"]!["issueRef"]!["name"]!.GetValue<string>());
        (await story.Http.GetFromJsonAsync<JsonArray>("api/policies")).ShouldHaveSingleItem()!["problem"]!.GetValue<string>().ShouldBeEmpty();
        (await story.Http.GetAsync("api/incidents/nobody/series")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var first = await story.Http.GetAsync("api/incidents");
        (await ListAgainAsync(story, first.Headers.ETag!)).ShouldBe(HttpStatusCode.NotModified);
        (await AskAsync(story, "retry", new { by = "ana" })).Status.ShouldBe(HttpStatusCode.Conflict);
        await story.PlayAsync("out-of-memory");
        await story.ReachAsync("catalog", _ => true, Soon);
        (await ListAgainAsync(story, first.Headers.ETag!)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string Problem)> AskAsync(StoryHost story, string what, object body)
    {
        using var answer = await story.Http.PostAsJsonAsync($"api/incidents/{Cart}/{what}", body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, $"{JsonNode.Parse(text)!["detail"]}");
    }

    private static async Task<HttpStatusCode> ListAgainAsync(StoryHost story, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/incidents");
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await story.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<JsonNode> ControlAsync(StoryHost story) =>
        (await story.Http.GetFromJsonAsync<JsonObject>("api/control"))!["clusters"]!.AsArray().ShouldHaveSingleItem()!;

    private static string ImageOf(StoryHost story) =>
        story.Store.Find(CartDeployment)!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>();
}
