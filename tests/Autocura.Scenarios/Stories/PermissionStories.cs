using System.Net;
using System.Net.Http.Json;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What the system may do without asking is what it does.</summary>
public sealed class PermissionStories
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(OperatingMode.Observe, "would have done")]
    [InlineData(OperatingMode.Suggest, "suggested is")]
    public async Task Where_it_may_only_look_it_says_what_it_would_do_and_changes_nothing(OperatingMode mode, string said)
    {
        await using var story = await StoryHost.StartAsync(mode);

        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain($"{said} RollBackRelease on Deployment shop/cart");
        status.Plan!.Diff.ShouldNotBeEmpty();
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_waits_for_its_approval_and_an_approval_of_another_plan_does_not_count()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);
        story.Mutations().ShouldBeEmpty();

        (await DecideAsync(story, "another-plan/1")).ShouldBe(HttpStatusCode.Conflict);
        (await DecideAsync(story, waiting.Plan!.Id)).ShouldBe(HttpStatusCode.Accepted);
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message.Contains("Approved by ana"));
        story.Mutations().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_plan_that_nobody_decides_on_is_handed_over_and_not_carried_out()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve, ("Autocura:ApprovalTimeout", "00:02:00"));

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("Nobody decided");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workload_that_opted_out_is_left_alone()
    {
        await using var story = await StoryHost.StartAsync();
        story.Edit(ObjectKey.Apps("deployments", "shop", "cart"), cart => cart["metadata"]!["annotations"]!["autocura.io/ignore"] = "true");

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("autocura.io/ignore");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_breaks_a_bound_is_not_carried_out_and_stands_on_record_with_the_reason()
    {
        await using var story = await StoryHost.StartAsync();
        story.Edit(ObjectKey.Apps("deployments", "shop", "payment"), payment => payment["metadata"]!["annotations"]!["autocura.io/max-replicas"] = "1");

        await story.PlayAsync("scaled-to-zero");
        var (outcome, status) = await story.EndAsync("payment");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, outcome.Reason);
        story.Mutations().ShouldBeEmpty();
        var plan = story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").Single(found => found.Name() == $"{status.RecordName}-plan-1");
        plan["status"]!["state"]!.GetValue<string>().ShouldBe("Refused");
        plan["status"]!["review"]!["reason"]!.GetValue<string>().ShouldContain("autocura.io/max-replicas says '1'");
    }

    private static async Task<HttpStatusCode> DecideAsync(StoryHost story, string plan)
    {
        using var answer = await story.Http.PostAsJsonAsync($"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval", new { planId = plan, approved = true, by = "ana" });
        return answer.StatusCode;
    }
}
