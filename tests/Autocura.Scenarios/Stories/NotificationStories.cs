using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Support.Notices;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Stories;

/// <summary>People are told of an incident at the moments that matter, in order and once, and nothing that befalls a message befalls the incident.</summary>
public sealed class NotificationStories
{
    private const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_incident_is_told_from_its_beginning_to_its_end_and_decided_on_where_it_is_told()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve, Everywhere(people));
        await story.PlayAsync("bad-image");
        await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);
        await story.PassAsync(TimeSpan.FromSeconds(30));

        (await PressAsync(story, people.Slack.Roots.Single())).ShouldBe(HttpStatusCode.OK);
        var (outcome, status) = await story.EndAsync("cart");
        await ToldAsync(story, status);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message == "Approved by ana (Slack U1) (slack).");
        string[] moments = ["opened", "needsapproval", "remediating", "resolved"];
        people.To("/webhook").Select(one => $"{one.Json["type"]}".Split('.')[^1]).ShouldBe(moments);
        people.To("/teams").Count.ShouldBe(4);
        people.To("/pagerduty").Select(one => $"{one.Json["event_action"]}").ShouldBe(["trigger", "trigger", "acknowledge", "resolve", "resolve"]);
        var root = people.Slack.Roots.ShouldHaveSingleItem();
        $"{root["text"]}".ShouldStartWith("Resolved: ");
        people.Slack.Thread(root).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Whatever_becomes_of_a_message_the_incident_goes_its_way_and_says_what_was_not_told()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve, [.. Webhook(people), ("Autocura:ApprovalTimeout", "00:20:00")]);
        people.Fault = Fault.Broken;

        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(30));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldBe("Nobody decided within 00:20:00.");
        status.Timeline.ShouldContain(entry => entry.Message.StartsWith("Through webhook nobody could be told (Opened): ", StringComparison.Ordinal) && entry.Message.EndsWith(" answered 500.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_comes_back_hears_everything_in_order()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, Webhook(people));
        people.Fault = Fault.Busy;
        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart");
        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);

        var refused = people.Posted.Count;
        people.Fault = Fault.None;
        await ToldAsync(story, status);

        refused.ShouldBeGreaterThan(0);
        people.Posted.Skip(refused).Select(one => $"{one.Json["type"]}".Split('.')[^1]).ShouldBe(["opened", "remediating", "resolved"]);
    }

    [Fact]
    public async Task While_nobody_answers_others_are_told()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(
            OperatingMode.Approve,
            [.. Everywhere(people), ("Autocura:Notifications:Routes", "any: slack"), ("Autocura:Notifications:Escalation", "00:10:00 pagerduty; 00:20:00 webhook"), ("Autocura:ApprovalTimeout", "00:15:00")]);
        await story.PlayAsync("bad-image");
        await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);
        await story.PassAsync(TimeSpan.FromMinutes(9));
        people.To("/pagerduty").ShouldBeEmpty();

        await story.PassAsync(TimeSpan.FromMinutes(2));
        $"{people.To("/pagerduty").ShouldHaveSingleItem().Json["payload"]!["custom_details"]!["asked"]}".ShouldStartWith("Nobody has answered for 10 min. Approve or reject plan ");
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(30));
        await ToldAsync(story, status);

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        people.To("/pagerduty").Select(one => $"{one.Json["event_action"]}").ShouldBe(["trigger", "trigger"]);
        people.To("/webhook").ShouldBeEmpty();
        people.To("/teams").ShouldBeEmpty();
    }

    [Fact]
    public async Task At_night_what_heals_by_itself_wakes_nobody()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, [.. Webhook(people), ("Autocura:Notifications:QuietHours", "daily 03:00-06:00 America/New_York")]);

        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart");
        var report = await ToldAsync(story, status);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        people.Posted.ShouldBeEmpty();
        report.Lines.ShouldAllBe(line => line.Contains(": HeldBack (It needs nobody, and it is quiet until 2026-01-05 11:00 UTC.)"));
    }

    /// <summary>Lets time pass until everything was told.</summary>
    private static async Task<NoticeReport> ToldAsync(StoryHost story, IncidentStatus status)
    {
        OrchestrationMetadata? telling = null;
        await story.UntilAsync(
            async () => (telling = await story.Engine.Client.GetInstanceAsync($"{NoticeOrder.IdPrefix}{status.RecordName}", getInputsAndOutputs: true)) is { IsCompleted: true },
            TimeSpan.FromMinutes(10),
            "everything was told");
        telling!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, telling.FailureDetails?.ErrorMessage);
        return telling.ReadOutputAs<NoticeReport>()!;
    }

    /// <summary>A host that hears of trouble by alerts alone.</summary>
    internal static (string Name, string Value)[] Alerted => [("AzureWebJobs.ClusterSweep.Disabled", "true"), ("AzureWebJobs.AnomalyScan.Disabled", "true"), ("AzureWebJobs.PolicyScan.Disabled", "true")];

    internal static (string Name, string Value)[] Webhook(PeopleServer people) =>
        [("Autocura:Notifications:Webhook:Url", new Uri(people.Address, "webhook").AbsoluteUri), ("Autocura:Notifications:Webhook:Secret", "sixteen letters!")];

    internal static (string Name, string Value)[] Slack(PeopleServer people) =>
    [
        ("Autocura:Notifications:Slack:BotToken", "xoxb-token"),
        ("Autocura:Notifications:Slack:Channel", "C0123"),
        ("Autocura:Notifications:Slack:SigningSecret", SigningSecret),
        ("Autocura:Notifications:Slack:ApiUrl", new Uri(people.Address, "slack/").AbsoluteUri),
    ];

    private static (string Name, string Value)[] Everywhere(PeopleServer people) =>
    [
        .. Webhook(people),
        .. Slack(people),
        ("Autocura:Notifications:Teams:WebhookUrl", new Uri(people.Address, "teams").AbsoluteUri),
        ("Autocura:Notifications:PagerDuty:RoutingKey", "key"),
        ("Autocura:Notifications:PagerDuty:Url", new Uri(people.Address, "pagerduty").AbsoluteUri),
    ];

    private static async Task<HttpStatusCode> PressAsync(StoryHost story, JsonObject message)
    {
        var button = message["blocks"]!.AsArray().Single(block => $"{block!["type"]}" == "actions")!["elements"]![0]!;
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = "U1", ["username"] = "ana" },
            ["actions"] = new JsonArray(new JsonObject { ["action_id"] = button["action_id"]!.DeepClone(), ["value"] = button["value"]!.DeepClone() }),
        };
        var body = $"payload={Uri.EscapeDataString(payload.ToJsonString())}";
        var timestamp = $"{story.Now.ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/slack/interactions") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackSignature.Of(SigningSecret, timestamp, Encoding.UTF8.GetBytes(body)));
        using var answer = await story.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
