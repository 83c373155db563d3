using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Orchestrations;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Triggers;

public sealed class IncidentQueriesTests
{
    [Fact]
    public async Task The_list_holds_incidents_and_nothing_else_newest_first()
    {
        await using var run = await IntakeRun.StartAsync();
        foreach (var workload in new[] { "cart", "catalog", "payment" })
        {
            await run.ReportAsync(SomeAlert.On(workload));
            run.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await NamesAsync(run, "api/incidents")).ShouldBe(["payment", "catalog", "cart"]);
        (await NamesAsync(run, "api/incidents?limit=2")).ShouldBe(["payment", "catalog"]);
    }

    [Fact]
    public async Task It_can_be_narrowed_by_phase_and_namespace()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"), SomeAlert.On("catalog"));
        var status = (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull();
        await run.ShowAsync(status with { Phase = IncidentPhase.Verifying });
        (await NamesAsync(run, "api/incidents?phase=verifying")).ShouldBe(["cart"]);
        (await NamesAsync(run, "api/incidents?phase=Analyzing&namespace=shop")).ShouldBe(["catalog"]);
        (await NamesAsync(run, "api/incidents?namespace=elsewhere")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("phase=Sleeping", "'phase' is 'Sleeping'; it can be Detected, Analyzing")]
    [InlineData("phase=3", "'phase' is '3'")]
    [InlineData("limit=0", "'limit' is '0'; it can be 1 to 500.")]
    [InlineData("limit=many", "'limit' is 'many'")]
    [InlineData("open=perhaps", "'open' is 'perhaps'; it can be true or false.")]
    public async Task A_parameter_that_makes_no_sense_is_named(string query, string problem)
    {
        await using var run = await IntakeRun.StartAsync();
        using var response = await run.Http.GetAsync($"api/incidents?{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonObject>()).ShouldNotBeNull()["detail"]!.GetValue<string>().ShouldStartWith(problem);
    }

    [Fact]
    public async Task Who_asks_for_what_is_open_is_told_of_nothing_that_has_ended_and_nothing_new_while_nothing_changes()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"), SomeAlert.On("catalog"));
        (await NamesAsync(run, "api/incidents?open=true")).Order().ShouldBe(["cart", "catalog"]);

        await run.CloseAsync("cart");
        using var answer = await run.Http.GetAsync("api/incidents?open=true");
        (await answer.Content.ReadFromJsonAsync<JsonArray>()).ShouldNotBeNull().ShouldHaveSingleItem()!["workload"]!["name"]!.GetValue<string>().ShouldBe("catalog");
        (await NamesAsync(run, "api/incidents?open=false")).Order().ShouldBe(["cart", "catalog"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, "api/incidents?open=true");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await run.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var other = new HttpRequestMessage(HttpMethod.Get, "api/incidents");
        other.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await run.Http.SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.OK, "the tag of one question is not that of another");
    }

    [Fact]
    public async Task One_incident_tells_how_it_stands_and_where_its_instance_is_managed()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var id = IntakeRun.Workload("cart").InstanceId;
        var incident = (await run.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{id}")).ShouldNotBeNull();
        incident["summary"]!["phase"]!.GetValue<string>().ShouldBe("Analyzing");
        incident["summary"]!["runtimeStatus"]!.GetValue<string>().ShouldBe("Running");
        incident["status"]!["workload"]!["name"]!.GetValue<string>().ShouldBe("cart");
        incident["outcome"].ShouldBeNull();
        incident["links"]!["statusQueryGetUri"]!.GetValue<string>().ShouldContain($"/instances/{id}?");

        await run.CloseAsync("cart");
        incident = (await run.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{id}")).ShouldNotBeNull();
        incident["outcome"]!["kind"]!.GetValue<string>().ShouldBe("Healed");
        incident["summary"]!["recordName"]!.GetValue<string>().ShouldBe(incident["outcome"]!["recordName"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_no_incident_is_not_found()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("cart")));
        foreach (var id in new[] { "nobody", "intake-test" })
        {
            using var response = await run.Http.GetAsync($"api/incidents/{id}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await response.Content.ReadAsStringAsync()).ShouldContain($"No incident has the id '{id}'");
        }
    }

    private static async Task<IEnumerable<string>> NamesAsync(IntakeRun run, string path) =>
        (await run.Http.GetFromJsonAsync<JsonArray>(path)).ShouldNotBeNull().Select(incident => incident!["workload"]!["name"]!.GetValue<string>());
}
