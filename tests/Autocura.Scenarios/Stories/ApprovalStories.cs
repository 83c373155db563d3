using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>People decide on one plan, and on no other; whatever goes wrong with a decision, nothing is done without one.</summary>
public sealed class ApprovalStories
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Two_different_people_must_approve_where_two_are_asked_for()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        story.Edit(Cart, cart => (cart["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/approvals"] = "2");
        var waiting = await WaitingAsync(story);
        waiting.Plan!.Approvers.ShouldBe(2);

        (await DecideAsync(story, waiting, "ana")).ShouldBe(HttpStatusCode.Accepted);
        (await DecideAsync(story, waiting, "Ana ")).ShouldBe(HttpStatusCode.Accepted);
        await story.PassAsync(TimeSpan.FromMinutes(2));
        (await story.StatusAsync("cart"))!.Phase.ShouldBe(IncidentPhase.AwaitingApproval);
        story.Mutations().ShouldBeEmpty();

        (await DecideAsync(story, waiting, "ben")).ShouldBe(HttpStatusCode.Accepted);
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message.Contains("A second approval by Ana"));
        var review = PlanOf(story, status)["status"]!["review"]!;
        review["decidedBy"]!.GetValue<string>().ShouldBe("ana, ben");
        review["planHash"]!.GetValue<string>().ShouldBe(waiting.Plan.Hash);
        review["decisions"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_decision_on_a_plan_with_another_hash_is_refused()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        var waiting = await WaitingAsync(story);

        (await DecideAsync(story, waiting, "ana", hash: "0000000000000000")).ShouldBe(HttpStatusCode.Conflict);
        (await DecideAsync(story, waiting, "ana", waiting.Plan!.Hash)).ShouldBe(HttpStatusCode.Accepted);
        (await story.EndAsync("cart")).Outcome.Kind.ShouldBe(OutcomeKind.Healed);
    }

    [Fact]
    public async Task A_late_click_is_refused()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        var waiting = await WaitingAsync(story);
        await DecideAsync(story, waiting, "ana");
        await story.EndAsync("cart");

        (await DecideAsync(story, waiting, "ben")).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task One_rejection_ends_it_and_says_who_and_why()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve, ("Autocura:Review:Approvers", "2"));
        var waiting = await WaitingAsync(story);

        await DecideAsync(story, waiting, "ana");
        await DecideAsync(story, waiting, "ben", approved: false);
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldBe("Rejected by ben (http): because.");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_that_resolve_before_anybody_decides_are_no_approval()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        var waiting = await WaitingAsync(story);

        // A developer mends it meanwhile.
        story.Edit(Cart, cart => cart["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = GoodImage(story));
        var (outcome, _) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.RecoveredAlone, outcome.Reason);
        story.Mutations().ShouldBeEmpty();
        waiting.Plan.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_time_to_decide_stands_still_while_changes_may_not_be_made()
    {
        // Open until ten past eight, and again from nine. The story begins at eight.
        await using var story = await StoryHost.StartAsync(
            OperatingMode.Approve,
            ("Autocura:Review:ChangeWindows", "daily 08:00-08:10 UTC; daily 09:00-10:00 UTC"),
            ("Autocura:ApprovalTimeout", "00:20:00"));
        var waiting = await WaitingAsync(story);

        await story.PassAsync(TimeSpan.FromMinutes(50));
        (await story.StatusAsync("cart"))!.Phase.ShouldBe(IncidentPhase.AwaitingApproval);
        (await DecideAsync(story, waiting, "ana")).ShouldBe(HttpStatusCode.Accepted);
        await story.PassAsync(TimeSpan.FromSeconds(10));
        story.Mutations().ShouldBeEmpty();

        var (outcome, _) = await story.EndAsync("cart", TimeSpan.FromMinutes(30));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        outcome.ClosedAt.ShouldBeGreaterThan(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_approval_stands_in_for_a_word_and_not_for_the_kill_switch()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        var waiting = await WaitingAsync(story);
        story.Store.Create(
            ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-control"),
            (JsonObject)JsonNode.Parse("""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "autocura-control", "namespace": "autocura-cognitiva" }, "data": { "stop": "true" } }""")!,
            ApplicationInstallation.Developer("kubectl"));

        await DecideAsync(story, waiting, "ana");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("Everything is stopped");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_word_written_on_the_plan_in_the_cluster_counts()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        var waiting = await WaitingAsync(story);

        story.Edit(
            new ObjectKey("autocura.cognitiva.io", "remediationplans", "shop", $"{waiting.RecordName}-plan-1"),
            plan => (plan["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/approve"] = "ana: looks right");
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message == "Approved by ana (kubectl): looks right.");
    }

    [Fact]
    public async Task A_signed_link_decides_once_when_its_button_is_pressed_and_not_when_it_is_looked_at()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve, ("Autocura:Approval:LinkKey", "a key for tests that is long enough"));
        var waiting = await WaitingAsync(story);
        using var made = await story.Http.PostAsync(new Uri($"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval-links?by=ana", UriKind.Relative), null);
        var link = new Uri((await made.Content.ReadFromJsonAsync<JsonObject>())!["approve"]!.GetValue<string>());

        (await story.Http.GetStringAsync(link)).ShouldContain($"Approve plan {waiting.Plan!.Id} ({waiting.Plan.Hash}) as ana");
        await story.PassAsync(TimeSpan.FromSeconds(30));
        story.Mutations().ShouldBeEmpty();
        (await PressAsync(story, new Uri($"{link}x"))).ShouldBe(HttpStatusCode.Gone);

        (await PressAsync(story, link)).ShouldBe(HttpStatusCode.Accepted);
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message == "Approved by ana (link).");
        (await PressAsync(story, link)).ShouldBe(HttpStatusCode.Gone);
    }

    private static async Task<IncidentStatus> WaitingAsync(StoryHost story)
    {
        await story.PlayAsync("bad-image");
        return await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);
    }

    private static async Task<HttpStatusCode> DecideAsync(StoryHost story, IncidentStatus waiting, string by, string? hash = null, bool approved = true)
    {
        using var answer = await story.Http.PostAsJsonAsync(
            $"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval",
            new { planId = waiting.Plan!.Id, approved, by, reason = approved ? null : "because", planHash = hash });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PressAsync(StoryHost story, Uri link)
    {
        using var answer = await story.Http.PostAsync(link, null);
        return answer.StatusCode;
    }

    private static JsonObject PlanOf(StoryHost story, IncidentStatus status) =>
        story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").Single(plan => plan.Name() == $"{status.RecordName}-plan-1");

    /// <summary>The image of the release before.</summary>
    private static string GoodImage(StoryHost story) => story.Store.List("apps", "replicasets", "shop")
        .Where(release => release.Name().StartsWith("cart-", StringComparison.Ordinal))
        .OrderBy(release => int.Parse(release["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture))
        .Reverse().Skip(1).First()["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>();
}
