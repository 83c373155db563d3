using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Orchestrations;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Triggers;

public sealed class ApprovalDecisionTests
{
    private static readonly string Id = IntakeRun.Workload("cart").InstanceId;

    [Fact]
    public async Task A_decision_on_the_plan_on_the_table_reaches_the_incident()
    {
        await using var run = await AwaitingAsync("plan/2");
        var (status, body) = await DecideAsync(run, Id, """{"planId":"plan/2","decision":"reject","by":"ann"}""");
        status.ShouldBe(HttpStatusCode.Accepted);
        body["planId"]!.GetValue<string>().ShouldBe("plan/2");
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull().Headline.ShouldBe("ann says no to plan/2");
    }

    [Fact]
    public async Task A_decision_on_an_older_plan_never_holds_for_the_newer_one()
    {
        await using var run = await AwaitingAsync("plan/2");
        var (status, body) = await DecideAsync(run, Id, """{"planId":"plan/1","approved":true,"by":"ann"}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        body["detail"]!.GetValue<string>().ShouldBe("The plan on the table is 'plan/2', not 'plan/1'. Look at it and decide again.");
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull().Headline.ShouldBeNull();
    }

    [Fact]
    public async Task An_incident_that_waits_for_nobody_says_so()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var (status, body) = await DecideAsync(run, Id, """{"planId":"plan/1","approved":true,"by":"ann"}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        body["detail"]!.GetValue<string>().ShouldContain("is in phase Analyzing and waits for no approval");
    }

    [Fact]
    public async Task A_click_after_the_end_changes_nothing()
    {
        await using var run = await AwaitingAsync("plan/2");
        await run.CloseAsync("cart");
        var (status, body) = await DecideAsync(run, Id, """{"planId":"plan/2","approved":true,"by":"ann"}""");
        status.ShouldBe(HttpStatusCode.Gone);
        body["detail"]!.GetValue<string>().ShouldContain("has ended (Completed)");
    }

    [Theory]
    [InlineData("nobody-0123456789")]
    [InlineData("intake-test")]
    public async Task What_is_no_incident_is_not_found(string id)
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("cart")));
        var (status, body) = await DecideAsync(run, id, """{"planId":"plan/2","approved":true,"by":"ann"}""");
        status.ShouldBe(HttpStatusCode.NotFound);
        body["detail"]!.GetValue<string>().ShouldContain($"No incident has the id '{id}'");
    }

    [Fact]
    public async Task What_is_no_decision_is_told_what_one_looks_like()
    {
        await using var run = await AwaitingAsync("plan/2");
        var (status, body) = await DecideAsync(run, Id, """{"planId":"plan/2","by":"ann"}""");
        status.ShouldBe(HttpStatusCode.BadRequest);
        body["detail"]!.GetValue<string>().ShouldStartWith("The decision is missing. Send {");
    }

    private static async Task<IntakeRun> AwaitingAsync(string plan)
    {
        var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var status = (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull();
        await run.ShowAsync(status with { Phase = IncidentPhase.AwaitingApproval, Plan = new PlanSummary(plan, "roll back", 0.1, [], "") });
        return run;
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> DecideAsync(IntakeRun run, string id, string body)
    {
        using var response = await run.Http.PostAsync($"api/incidents/{id}/approval", new StringContent(body));
        await run.Engine.WhenIdleAsync();
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>()).ShouldNotBeNull());
    }
}
