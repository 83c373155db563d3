using System.Net;
using System.Text;
using System.Text.Json;
using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Orchestrations;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Triggers;

public sealed class SlackInteractionTests
{
    private static readonly string Id = IntakeRun.Workload("cart").InstanceId;

    [Theory]
    [InlineData("autocura_approve", "ann (Slack U1) says yes to plan/2")]
    [InlineData("autocura_reject", "ann (Slack U1) says no to plan/2")]
    public async Task A_press_that_slack_has_signed_is_a_decision(string action, string said)
    {
        await using var run = await AwaitingAsync();

        (await PressAsync(run, Payload(action))).ShouldBe(HttpStatusCode.OK);

        (await HeardAsync(run)).ShouldBe(said);
    }

    [Theory]
    [InlineData("wrong secret", 0)]
    [InlineData(IntakeRun.SlackSecret, 301)]
    [InlineData(IntakeRun.SlackSecret, -301)]
    public async Task One_that_is_not_proved_or_was_kept_is_none(string secret, int late)
    {
        await using var run = await AwaitingAsync();

        (await PressAsync(run, Payload("autocura_approve"), secret, late)).ShouldBe(HttpStatusCode.Unauthorized);

        (await HeardAsync(run)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_decide_does_not()
    {
        await using var run = await AwaitingAsync();

        (await PressAsync(run, Payload("autocura_approve", user: "U3"))).ShouldBe(HttpStatusCode.Forbidden);

        (await HeardAsync(run)).ShouldBeNull();
    }

    [Fact]
    public async Task A_press_on_an_old_message_never_holds_for_the_newer_plan()
    {
        await using var run = await AwaitingAsync();

        (await PressAsync(run, Payload("autocura_approve", plan: "plan/1"))).ShouldBe(HttpStatusCode.Conflict);

        (await HeardAsync(run)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"type":"view_submission"}""", HttpStatusCode.OK)]
    [InlineData("""{"type":"block_actions","actions":[{"action_id":"other"}]}""", HttpStatusCode.OK)]
    [InlineData("""{"type":"block_actions","actions":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"block_actions","actions":[{"action_id":"autocura_approve","value":"{}"}],"user":{"id":"U1"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"block_actions","actions":[{"action_id":"autocura_approve"}],"user":{"id":"U1"}}""", HttpStatusCode.BadRequest)]
    [InlineData("no json", HttpStatusCode.BadRequest)]
    public async Task What_is_no_decision_changes_nothing(string payload, HttpStatusCode expected)
    {
        await using var run = await AwaitingAsync();

        (await PressAsync(run, payload)).ShouldBe(expected);

        (await HeardAsync(run)).ShouldBeNull();
    }

    private static async Task<IntakeRun> AwaitingAsync()
    {
        var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var status = (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull();
        await run.ShowAsync(status with { Phase = IncidentPhase.AwaitingApproval, Plan = new PlanSummary("plan/2", "roll back", 0.1, [], "") { Hash = "0011223344556677" } });
        return run;
    }

    private static string Payload(string action, string plan = "plan/2", string user = "U1") => JsonSerializer.Serialize(new
    {
        type = "block_actions",
        user = new { id = user, username = "ann" },
        actions = new[] { new { action_id = action, value = JsonSerializer.Serialize(new SlackDecision(Id, plan, "0011223344556677")) } },
    });

    private static async Task<HttpStatusCode> PressAsync(IntakeRun run, string payload, string secret = IntakeRun.SlackSecret, int late = 0)
    {
        var body = $"payload={Uri.EscapeDataString(payload)}";
        var timestamp = $"{run.Clock.GetUtcNow().ToUnixTimeSeconds() - late}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/slack/interactions") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackSignature.Of(secret, timestamp, Encoding.UTF8.GetBytes(body)));
        using var response = await run.Http.SendAsync(request);
        await run.Engine.WhenIdleAsync();
        return response.StatusCode;
    }

    private static async Task<string?> HeardAsync(IntakeRun run) => (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull().Headline;
}
