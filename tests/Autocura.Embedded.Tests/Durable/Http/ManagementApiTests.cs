using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>What takes more than one request, or more than a line, to show.</summary>
public sealed class ManagementApiTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task A_list_is_paged_by_header_until_it_comes_back_empty()
    {
        foreach (var number in Enumerable.Range(0, 5)) await ScheduleAsync("Echo", $"page-{number}");
        var seen = new List<string>();
        var pages = 0;
        for (var token = (string?)null; token is not ""; pages++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Root, "instances?top=2&instanceIdPrefix=page-"));
            if (token is not null) request.Headers.Add("x-ms-continuation-token", token);
            using var response = await server.Http.SendAsync(request);
            seen.AddRange((await BodyAsync(response)).AsArray().Select(item => item!["instanceId"]!.GetValue<string>()));
            token = response.Headers.GetValues("x-ms-continuation-token").Single();
        }

        seen.ShouldBe(["page-0", "page-1", "page-2", "page-3", "page-4"]);
        pages.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_ends_when_the_instance_is_terminated()
    {
        var waiting = server.Time.WhenWaitingAsync(TimeSpan.FromSeconds(77));
        var response = server.Http.PostAsync(new Uri(server.Root, "orchestrators/Wait/ended-early?timeout=77&pollingInterval=1"), null);
        await waiting;

        await server.Engine.Client.TerminateInstanceAsync("ended-early", (object)"enough");

        (await response).StatusCode.ShouldBe(HttpStatusCode.OK);
        var status = await BodyAsync(await response);
        status["runtimeStatus"]!.GetValue<string>().ShouldBe("Terminated");
        status["output"]!.GetValue<string>().ShouldBe("enough");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("caf\u00e9-\u65e5\u672c-\ud83d\ude80")]
    [InlineData("who@where")]
    [InlineData("a+b&c=d%20e;f,g:h$i(j)'k'")]
    [InlineData("100%")]
    public async Task An_unusual_id_is_found_by_all_its_addresses(string id)
    {
        using var started = await server.Http.PostAsync(new Uri(server.Root, $"orchestrators/Wait/{Uri.EscapeDataString(id)}"), null);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var links = await BodyAsync(started);

        links["id"]!.GetValue<string>().ShouldBe(id);
        (await PostAsync(links, "suspendPostUri")).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(links, "resumePostUri")).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(links, "sendEventPostUri")).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(links))["output"]!.GetValue<string>().ShouldBe("word");
        (await PostAsync(links, "restartPostUri")).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(links, "terminatePostUri")).ShouldBe(HttpStatusCode.Gone);
        (await server.Http.DeleteAsync(links["purgeHistoryDeleteUri"]!.GetValue<string>())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_payload_made_by_the_client_leads_to_the_same_addresses()
    {
        await ScheduleAsync("Echo", "mine");
        var payload = server.Engine.Client.CreateHttpManagementPayload("mine");

        payload.Id.ShouldBe("mine");
        payload.RewindPostUri.ShouldBeNull();
        payload.TerminatePostUri.ShouldNotBeNull().ShouldContain("reason={{text}}");
        (await server.GetAsync(payload.StatusQueryGetUri!))["instanceId"]!.GetValue<string>().ShouldBe("mine");
    }

    [Fact]
    public async Task Sixteen_megabytes_go_in_and_out()
    {
        var text = JsonSerializer.Serialize(new string('x', 16 * 1024 * 1024));
        using var input = new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync(new Uri(server.Root, "orchestrators/Same/large?timeout=60&pollingInterval=1"), input);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(text);

        await ScheduleAsync("Wait", "large-event");
        using var payload = new StringContent(text, Encoding.UTF8, "application/json");
        (await server.Http.PostAsync(new Uri(server.Root, "instances/large-event/raiseEvent/word"), payload)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await server.GetAsync("instances/large-event"))["output"]!.GetValue<string>().Length.ShouldBe(16 * 1024 * 1024);
    }

    [Fact]
    public async Task What_is_larger_than_a_payload_may_be_is_refused_by_its_size()
    {
        var text = JsonSerializer.Serialize(new string('x', 33 * 1024 * 1024));
        using var input = new StringContent(text, Encoding.UTF8, "application/json");
        using var start = await server.Http.PostAsync(new Uri(server.Root, "orchestrators/Same/too-large"), input);
        start.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await BodyAsync(start))["Message"]!.GetValue<string>().ShouldContain("The input is 34603010 bytes of JSON and the limit is 33554432");

        using var status = await server.Http.GetAsync(new Uri(server.Root, "instances/too-large"));
        status.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_event_in_another_charset_is_read_in_it()
    {
        await ScheduleAsync("Wait", "latin");
        using var payload = new ByteArrayContent(Encoding.Latin1.GetBytes("\"ol\u00e1\""));
        payload.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=iso-8859-1");

        await server.Http.PostAsync(new Uri(server.Root, "instances/latin/raiseEvent/word"), payload);

        (await server.GetAsync("instances/latin"))["output"]!.GetValue<string>().ShouldBe("ol\u00e1");
    }

    private Task<string> ScheduleAsync(string orchestrator, string id)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return server.Engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, "text", new StartOrchestrationOptions(id));
    }

    private async Task<HttpStatusCode> PostAsync(JsonNode links, string link)
    {
        await server.Engine.WhenIdleAsync();
        var address = links[link]!.GetValue<string>().Replace("{eventName}", "word").Replace("{text}", "why");
        using var content = new StringContent("\"word\"", Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(address, content);
        return response.StatusCode;
    }

    private Task<JsonNode> StatusAsync(JsonNode links) => server.GetAsync(links["statusQueryGetUri"]!.GetValue<string>());

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
