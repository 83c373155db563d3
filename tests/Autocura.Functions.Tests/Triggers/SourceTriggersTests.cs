using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Functions.Tests.Orchestrations;

namespace Autocura.Functions.Tests.Triggers;

/// <summary>The same promises at every door: a 2xx is durably stored, nothing unreadable comes back for ever, and a store that fails says so.</summary>
public sealed class SourceTriggersTests
{
    private const string Azure = """
        {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertRule":"rule","severity":"Sev1","monitorCondition":"Fired","monitoringService":"Prometheus","alertTargetIDs":[],
        "firedDateTime":"2026-01-05T07:58:24.3713213Z"},"alertContext":{"labels":{"namespace":"shop","deployment":"cart"}}}}
        """;

    private const string Grafana = """
        {"receiver":"g","version":"1","alerts":[{"status":"firing","labels":{"alertname":"x","namespace":"shop","deployment":"cart"},"startsAt":"2026-01-05T07:58:24Z","values":{"A":1}}]}
        """;

    private const string Event = """
        {"specversion":"1.0","id":"1","source":"/tool","type":"com.example.slow","time":"2026-01-05T07:58:24Z","data":{"namespace":"shop","workload":"cart"}}
        """;

    public static TheoryData<string, string, string> Doors => new()
    {
        { "api/alerts/azure", "application/json", Azure },
        { "api/alerts/grafana", "application/json", Grafana },
        { "api/signals", "application/cloudevents+json", Event },
        { "api/signals", "application/cloudevents-batch+json", $"[{Event}]" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_message_opens_one_incident_however_often_it_comes(string route, string type, string body)
    {
        await using var run = await IntakeRun.StartAsync();
        var ids = new[] { await IdAsync(run, route, type, body), await IdAsync(run, route, type, body) };
        ids.Distinct().ShouldHaveSingleItem();
        (await run.FinishAsync(ids[0])).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Started.ShouldBe(1);
        (await run.IncidentAsync("cart")).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_cannot_be_read_is_taken_and_kept_with_the_reason(string route, string type, string body)
    {
        await using var run = await IntakeRun.StartAsync();
        var id = await IdAsync(run, route, type, body[..(body.Length / 2)]);
        (await run.FinishAsync(id)).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Quarantined.ShouldBe(1);
        run.Ends.Quarantined.ShouldHaveSingleItem().Reason.ShouldStartWith("The whole message: The message is not JSON");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task When_nothing_can_be_stored_the_sender_is_told_to_try_again(string route, string type, string body)
    {
        await using var run = await IntakeRun.StartWithoutStoreAsync();
        using var response = await PostAsync(run, route, type, body);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Binary_events_are_told_apart_by_their_headers_though_their_data_is_the_same()
    {
        await using var run = await IntakeRun.StartAsync();
        var ids = new List<string>();
        foreach (var id in (string[])["1", "2", "1"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/signals") { Content = new StringContent("""{"namespace":"shop","workload":"cart"}""", Encoding.UTF8, "application/json") };
            foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-id", id), ("ce-source", "/tool"), ("ce-type", "slow") })
            {
                request.Headers.Add(name, value);
            }

            using var response = await run.Http.SendAsync(request);
            ids.Add(await IdOfAsync(response));
        }

        (ids[0] == ids[1], ids[0] == ids[2]).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_sender_that_asks_whether_it_is_welcome_is_told_so()
    {
        await using var run = await IntakeRun.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "api/signals");
        request.Headers.Add("WebHook-Request-Origin", "eventgrid.azure.net");
        using var response = await run.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("WebHook-Allowed-Origin").ShouldBe(["eventgrid.azure.net"]);
    }

    private static async Task<string> IdAsync(IntakeRun run, string route, string type, string body)
    {
        using var response = await PostAsync(run, route, type, body);
        return await IdOfAsync(response);
    }

    private static async Task<string> IdOfAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await response.Content.ReadFromJsonAsync<JsonObject>()).ShouldNotBeNull()["id"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> PostAsync(IntakeRun run, string route, string type, string body) =>
        run.Http.PostAsync(route, new StringContent(body, Encoding.UTF8, type));
}
