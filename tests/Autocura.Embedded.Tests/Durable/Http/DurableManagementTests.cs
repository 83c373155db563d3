using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Durable.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Durable.Http;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public sealed class DurableManagementTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private EngineRun run = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Echo", text => text!)
            .Orchestrator("Fail", _ => throw new InvalidOperationException("it broke"))
            .Orchestrator("Echo", async context => await context.CallActivityAsync<string>("Echo", context.GetInput<string>()))
            .Orchestrator("Wait", async context =>
            {
                context.SetCustomStatus(new { phase = "waiting" });
                return await context.WaitForExternalEvent<JsonNode>("word");
            }));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapDurableManagement(run.Engine, request => request.Query["code"] != "wrong");
        await app.StartAsync();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        run.Client.ManagementRoot = new Uri(http.BaseAddress, DurableManagement.BasePath + "/");
        await run.ScheduleAsync("Echo", "text", "done");
        await run.ScheduleAsync("Fail", instanceId: "failed");
        await run.ScheduleAsync("Wait", 7, "waiting");
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await run.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "instances/done", 200)]
    [InlineData("GET", "instances/waiting", 202)]
    [InlineData("GET", "instances/failed", 200)]
    [InlineData("GET", "instances/failed?returnInternalServerErrorOnFailure=true", 500)]
    [InlineData("GET", "instances/nobody", 404)]
    [InlineData("GET", "instances/done?showInput=perhaps", 400)]
    [InlineData("GET", "instances/done?code=wrong", 401)]
    [InlineData("PUT", "instances/done", 404)]
    [InlineData("GET", "something/else", 404)]
    [InlineData("GET", "instances", 200)]
    [InlineData("GET", "instances?runtimeStatus=Odd", 400)]
    [InlineData("GET", "instances?top=0", 400)]
    [InlineData("DELETE", "instances/done", 200)]
    [InlineData("DELETE", "instances/nobody", 404)]
    [InlineData("DELETE", "instances", 400)]
    [InlineData("DELETE", "instances?createdTimeFrom=2020-01-01T00:00:00Z&runtimeStatus=Completed", 200)]
    [InlineData("DELETE", "instances?createdTimeFrom=2020-01-01T00:00:00Z&runtimeStatus=Terminated", 404)]
    [InlineData("POST", "instances/waiting/raiseEvent/word", 202)]
    [InlineData("POST", "instances/nobody/raiseEvent/word", 404)]
    [InlineData("POST", "instances/done/raiseEvent/word", 410)]
    [InlineData("POST", "instances/waiting/terminate?reason=enough", 202)]
    [InlineData("POST", "instances/done/terminate", 410)]
    [InlineData("POST", "instances/nobody/terminate", 404)]
    [InlineData("POST", "instances/waiting/suspend?reason=wait", 202)]
    [InlineData("POST", "instances/failed/suspend", 410)]
    [InlineData("POST", "instances/waiting/resume", 202)]
    [InlineData("POST", "instances/nobody/resume", 404)]
    [InlineData("POST", "instances/failed/rewind?reason=again", 202)]
    [InlineData("POST", "instances/done/rewind", 410)]
    [InlineData("POST", "instances/waiting/rewind", 500)]
    [InlineData("POST", "instances/nobody/rewind", 404)]
    [InlineData("POST", "instances/done/restart", 202)]
    [InlineData("POST", "instances/nobody/restart", 400)]
    [InlineData("POST", "instances/waiting/restart?restartWithNewInstanceId=false", 500)]
    [InlineData("POST", "orchestrators/Echo", 202)]
    [InlineData("POST", "orchestrators/Echo/mine", 202)]
    [InlineData("POST", "orchestrators/Wait/waiting", 409)]
    [InlineData("POST", "orchestrators/Nothing", 400)]
    [InlineData("POST", "orchestrators/Echo?timeout=5&pollingInterval=1", 200)]
    [InlineData("POST", "orchestrators/Echo?timeout=1&pollingInterval=5", 400)]
    public async Task Each_request_has_the_status_code_of_the_Functions_host(string method, string path, int expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/runtime/webhooks/durabletask/" + path);
        if (method == "POST") request.Content = JsonContent.Create("text");

        using var response = await http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_status_carries_payloads_as_JSON_and_times_to_the_second()
    {
        using var response = await http.GetAsync($"{Instances}/waiting");

        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        response.Headers.Location.ShouldBe(new Uri(http.BaseAddress!, $"{Instances}/waiting"));
        JsonNode.DeepEquals(await BodyAsync(response), JsonNode.Parse("""
            {"name":"Wait","instanceId":"waiting","runtimeStatus":"Running","input":7,"customStatus":{"phase":"waiting"},"output":null,
             "createdTime":"2026-01-05T08:00:00Z","lastUpdatedTime":"2026-01-05T08:00:00Z"}
            """)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_is_shown_by_its_message_and_an_input_can_be_left_out()
    {
        (await GetAsync($"{Instances}/failed"))["output"]!.GetValue<string>().ShouldBe("it broke");
        (await GetAsync($"{Instances}/done?showInput=false"))["input"].ShouldBeNull();
    }

    [Fact]
    public async Task A_history_pairs_calls_with_their_results()
    {
        var events = (await GetAsync($"{Instances}/done?showHistory=true&showHistoryOutput=true"))["historyEvents"]!.AsArray();

        events.Select(item => item!["EventType"]!.GetValue<string>()).ShouldBe(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"]);
        events[1]!["FunctionName"]!.GetValue<string>().ShouldBe("Echo");
        events[1]!["Result"]!.GetValue<string>().ShouldBe("text");
        events[2]!["OrchestrationStatus"]!.GetValue<string>().ShouldBe("Completed");
    }

    [Fact]
    public async Task A_list_is_paged_by_header()
    {
        var seen = new List<string>();
        var token = "";
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Instances}?top=2&runtimeStatus=Completed,Failed,Running");
            if (token.Length > 0) request.Headers.Add("x-ms-continuation-token", token);
            using var response = await http.SendAsync(request);
            seen.AddRange((await BodyAsync(response)).AsArray().Select(item => item!["instanceId"]!.GetValue<string>()));
            token = response.Headers.GetValues("x-ms-continuation-token").Single();
        }
        while (token.Length > 0);

        seen.ShouldBe(["done", "failed", "waiting"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_event_reaches_the_instance_and_must_be_JSON()
    {
        using var text = new StringContent("plain");
        (await http.PostAsync($"{Instances}/waiting/raiseEvent/word", text)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var broken = new StringContent("{", null, "application/json");
        (await http.PostAsync($"{Instances}/waiting/raiseEvent/word", broken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await http.PostAsJsonAsync($"{Instances}/waiting/raiseEvent/WORD", new { said = "yes" });
        await run.Engine.WhenIdleAsync();

        (await GetAsync($"{Instances}/waiting"))["output"]!["said"]!.GetValue<string>().ShouldBe("yes");
    }

    [Fact]
    public async Task A_start_answers_with_addresses_that_work()
    {
        using var response = await http.PostAsJsonAsync("/runtime/webhooks/durabletask/orchestrators/Echo", "hello");
        var links = await BodyAsync(response);
        await run.Engine.WhenIdleAsync();

        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        response.Headers.Location!.ToString().ShouldBe(links["statusQueryGetUri"]!.GetValue<string>());
        links.AsObject().Select(link => link.Key).ShouldBe(
            ["id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri", "resumePostUri"]);
        (await GetAsync(links["statusQueryGetUri"]!.GetValue<string>()))["output"]!.GetValue<string>().ShouldBe("hello");
        (await http.DeleteAsync(links["purgeHistoryDeleteUri"]!.GetValue<string>())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_payload_made_by_the_client_leads_to_the_same_addresses()
    {
        var payload = run.Client.CreateHttpManagementPayload("done");

        payload.Id.ShouldBe("done");
        payload.RewindPostUri.ShouldBeNull();
        payload.TerminatePostUri.ShouldNotBeNull().ShouldContain("reason={{text}}");
        (await GetAsync(payload.StatusQueryGetUri!))["instanceId"]!.GetValue<string>().ShouldBe("done");
    }

    private async Task<JsonNode> GetAsync(string address)
    {
        using var response = await http.GetAsync(address);
        return await BodyAsync(response);
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
