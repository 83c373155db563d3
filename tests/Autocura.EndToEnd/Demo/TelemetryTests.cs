using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Autocura.EndToEnd.Demo;

/// <summary>The telemetry application, started for real and asked over HTTP.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] First = ["first"];

    [Fact]
    public async Task A_request_goes_down_the_chain_and_each_adds_its_name()
    {
        await using var last = await TelemetryProcess.StartAsync("app-c");
        await using var middle = await TelemetryProcess.StartAsync("app-b", $"APP_URL_DESTINO={last.Address}");
        await using var first = await TelemetryProcess.StartAsync("app-a", $"APP_URL_DESTINO={middle.Address}", "APP_LATENCY=5");

        var passed = await (await first.Http.PostAsJsonAsync("/process", First)).Content.ReadFromJsonAsync<string[]>();

        passed.ShouldBe(["first", "app-a", "app-b", "app-c"]);
        (await last.Http.GetStringAsync("/metrics")).ShouldContain("""app_requests_total{app="app-c",endpoint="/process",method="POST",status="200"} 1""");
        (await first.Http.GetStringAsync("/")).ShouldContain("This is app-a");
    }

    [Fact]
    public async Task A_link_that_is_gone_is_named_by_those_before_it()
    {
        await using var middle = await TelemetryProcess.StartAsync("app-b", $"APP_URL_DESTINO=http://127.0.0.1:{ClientProcess.FreePort()}");
        await using var first = await TelemetryProcess.StartAsync("app-a", $"APP_URL_DESTINO={middle.Address}");

        var answer = await first.Http.PostAsJsonAsync("/process", First);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("cannot be reached");
        var health = await middle.Http.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(await health.Content.ReadAsStringAsync())!["dependencies"]!["127.0.0.1"]!.GetValue<bool>().ShouldBeFalse();
        (await first.Http.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_fails_as_often_as_it_is_told_to()
    {
        await using var app = await TelemetryProcess.StartAsync("app-a", "APP_ERRORS=100", "APP_VERSION=1.2.3", "APP_DEPLOYED_BY=ana");

        (await app.Http.PostAsJsonAsync("/process", First)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        (await app.Http.GetStringAsync("/version")).ShouldBe("""{"name":"app-a","version":"1.2.3","deployed_by":"ana"}""");
        (await app.Http.GetStringAsync("/metrics")).ShouldContain("""http_requests_total{code="500"} 1""");
    }

    [Theory]
    [InlineData("APP_ERRORS=101", "APP_ERRORS is '101'")]
    [InlineData("APP_LATENCY=fast", "APP_LATENCY is 'fast'")]
    [InlineData("APP_URL_DESTINO=app-b:8000", "APP_URL_DESTINO is 'app-b:8000'")]
    [InlineData("APP_DEPENDENCIES=postgres", "APP_DEPENDENCIES holds 'postgres'")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string said)
    {
        await using var refused = TelemetryProcess.Run(setting);

        (await Should.ThrowAsync<InvalidOperationException>(refused.EndAsync(TimeSpan.FromSeconds(30)))).Message.ShouldContain(said);
    }

    [RealClientFact("promtool", "bash")]
    public async Task What_it_tells_of_itself_is_as_prometheus_wants_it()
    {
        await using var app = await TelemetryProcess.StartAsync("app \"a\"", "APP_DEPENDENCIES=postgres=127.0.0.1:1");
        await app.Http.PostAsJsonAsync("/process", First);
        await app.Http.GetAsync("/no-such-page");
        using var folder = new TemporaryFolder();
        var text = folder.Write("metrics.txt", await app.Http.GetStringAsync("/metrics"));

        (await ClientProcess.RunAsync("bash", "-c", $"promtool check metrics < {text}")).ShouldBeEmpty();

        (await File.ReadAllTextAsync(text)).ShouldContain("""app_dependency_up{dependency="postgres"} 0""");
    }
}
