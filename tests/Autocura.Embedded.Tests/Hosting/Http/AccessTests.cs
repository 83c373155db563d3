using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Tests.Hosting.Http;

public sealed class AccessTests
{
    private static readonly HostUnderTest.Setup WithKeys = new() { Settings = { ["Host:Keys:Function"] = "f", ["Host:Keys:Master"] = "m" } };

    [Theory]
    [InlineData("/anyone", HttpStatusCode.OK)]
    [InlineData("/keyed", HttpStatusCode.Unauthorized)]
    [InlineData("/keyed?code=f", HttpStatusCode.OK)]
    [InlineData("/keyed?code=x", HttpStatusCode.Unauthorized)]
    [InlineData("/admins?code=f", HttpStatusCode.Unauthorized)]
    [InlineData("/admins?code=m", HttpStatusCode.OK)]
    public async Task A_function_is_guarded_by_its_level(string path, HttpStatusCode status)
    {
        await using var host = await HostUnderTest.StartAsync(WithKeys, typeof(Guarded));
        (await host.Http.GetAsync(path)).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("localhost", null, HttpStatusCode.OK)]
    [InlineData("127.0.0.1:7071", "http://localhost:7071", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "null", HttpStatusCode.Forbidden)]
    [InlineData("rebound.example", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", null, HttpStatusCode.Forbidden)]
    public async Task A_host_without_keys_refuses_pages_of_other_origins(string host, string? origin, HttpStatusCode status)
    {
        await using var open = await HostUnderTest.StartAsync(typeof(Guarded));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/keyed");
        request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        (await open.Http.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_host_with_keys_serves_any_origin_that_shows_one()
    {
        await using var host = await HostUnderTest.StartAsync(WithKeys, typeof(Guarded));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/keyed?code=f");
        request.Headers.Host = "autocura.example";
        request.Headers.Add("Origin", "https://grafana.example");
        (await host.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Guarded1", "{\"input\":\"\"}", "m", HttpStatusCode.BadRequest)]
    [InlineData("Nightly", "{\"input\":\"\"}", null, HttpStatusCode.Unauthorized)]
    [InlineData("Nightly", "{\"input\":\"\"}", "f", HttpStatusCode.Unauthorized)]
    [InlineData("Nightly", "", "m", HttpStatusCode.BadRequest)]
    [InlineData("Nightly", "[]", "m", HttpStatusCode.BadRequest)]
    [InlineData("Nightly", "{\"input\":\"\"}", "m", HttpStatusCode.Accepted)]
    [InlineData("nightly", "{}", "m", HttpStatusCode.Accepted)]
    [InlineData("Absent", "{\"input\":\"\"}", "m", HttpStatusCode.NotFound)]
    public async Task The_admin_route_runs_a_timer_for_the_master_key(string function, string body, string? key, HttpStatusCode status)
    {
        await using var host = await HostUnderTest.StartAsync(WithKeys, typeof(Guarded));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{function}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("x-functions-key", key);
        (await host.Http.SendAsync(request)).StatusCode.ShouldBe(status);
        await host.Host.WhenIdleAsync();
    }

    public sealed class Guarded
    {
        [Function("Guarded1")]
        public string Anyone([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "anyone")] HttpRequest request) => "in";

        [Function("Guarded2")]
        public string Keyed([HttpTrigger("get", Route = "keyed")] HttpRequest request) => "in";

        [Function("Guarded3")]
        public string Admins([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "admins")] HttpRequest request) => "in";

        [Function("Nightly")]
        public void Nightly([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => timer.IsPastDue.ShouldBeFalse();
    }
}
