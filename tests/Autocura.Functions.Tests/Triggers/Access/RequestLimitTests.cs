using System.Text;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Support;
using Autocura.Triggers.Access;

namespace Autocura.Functions.Tests.Triggers.Access;

public sealed class RequestLimitTests
{
    [Fact]
    public void A_bucket_holds_ten_seconds_and_is_filled_at_its_rate()
    {
        var time = new ManualTime();
        var rate = new RequestRate(new AccessOptions { OrdersPerSecond = 2 }, time);
        for (var sent = 0; sent < 20; sent++) rate.WaitOf("ana", Traffic.Orders).ShouldBeNull();
        rate.WaitOf("ana", Traffic.Orders).ShouldBe(TimeSpan.FromSeconds(0.5));
        rate.WaitOf("ben", Traffic.Orders).ShouldBeNull("one caller takes nothing from another");
        rate.WaitOf("ana", Traffic.Reads).ShouldBeNull("nor one kind of requests from another");
        time.Advance(TimeSpan.FromSeconds(0.5));
        rate.WaitOf("ana", Traffic.Orders).ShouldBeNull();
        rate.WaitOf("ana", Traffic.Orders).ShouldNotBeNull();
        time.Advance(TimeSpan.FromHours(1));
        for (var sent = 0; sent < 20; sent++) rate.WaitOf("ana", Traffic.Orders).ShouldBeNull();
        rate.WaitOf("ana", Traffic.Orders).ShouldNotBeNull("a bucket overflows");
    }

    [Fact]
    public void However_many_callers_come_memory_is_bounded()
    {
        var rate = new RequestRate(new AccessOptions { ReadsPerSecond = 1 }, new ManualTime());
        for (var caller = 0; caller < 5000; caller++) rate.WaitOf($"caller-{caller}", Traffic.Reads);
        rate.WaitOf("another", Traffic.Reads).ShouldNotBeNull("those beyond the bound share one bucket, which is empty by now");
        rate.WaitOf("caller-1", Traffic.Reads).ShouldBeNull();
    }

    [Fact]
    public async Task Too_many_messages_are_answered_so_that_alertmanager_sends_them_again()
    {
        await using var host = await GuardedHost.StartAsync(("Autocura:Access:AlertsPerSecond", "0.1"));
        (await host.SendAsync(HttpMethod.Post, "api/alerts", "sam", "{}")).Status.ShouldBe(202);

        var refused = await host.SendAsync(HttpMethod.Post, "api/alerts", "sam", "{}");

        refused.Status.ShouldBe(503, "Alertmanager gives up what is answered 429");
        int.Parse(refused.Headers["Retry-After"]).ShouldBeInRange(1, 10);
        (await host.SendAsync(HttpMethod.Get, "api/incidents", "vera")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Too_many_requests_of_one_caller_hold_up_no_other()
    {
        await using var host = await GuardedHost.StartAsync(("Autocura:Access:OrdersPerSecond", "0.1"));
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true}""")).Status.ShouldBe(200);

        var refused = await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":false}""");

        refused.Status.ShouldBe(429);
        int.Parse(refused.Headers["Retry-After"]).ShouldBeInRange(1, 10);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "both", """{"stop":true}""")).Status.ShouldBe(200);
        (await host.SendAsync(HttpMethod.Get, "api/control", "vera")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_tries_keys_is_slowed_down_and_who_has_one_is_not()
    {
        await using var host = await GuardedHost.StartAsync(("Autocura:Access:ReadsPerSecond", "0.1"));
        (await host.SendAsync(HttpMethod.Get, "api/incidents", "first guess")).Status.ShouldBe(401);
        (await host.SendAsync(HttpMethod.Get, "api/incidents", "second guess")).Status.ShouldBe(429);
        (await host.SendAsync(HttpMethod.Get, "api/incidents", "vera")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_flood_has_no_pod_restarted_that_is_well()
    {
        await using var host = await GuardedHost.StartAsync(("Autocura:Access:ReadsPerSecond", "0.1"));
        foreach (var path in new[] { "", "version", "v2/health/live" })
        {
            for (var asked = 0; asked < 5; asked++) (await host.SendAsync(HttpMethod.Get, path, null)).Status.ShouldBe(200, path);
        }

        (await host.SendAsync(HttpMethod.Get, "dashboard/app.js", null)).Status.ShouldBe(200);
        (await host.SendAsync(HttpMethod.Get, "dashboard/app.js", null)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task No_route_takes_a_large_body_unless_it_is_made_for_one()
    {
        await using var host = await GuardedHost.StartAsync();
        var large = new string(' ', 1024 * 1024 + 1);
        var wrong = new List<string>();
        foreach (var function in FunctionIndex.Of(typeof(AutocuraSetup).Assembly).Functions.Where(function => function.Http is not null))
        {
            var path = string.Join('/', function.Http!.Route!.Split('/').Select(part => part.StartsWith('{') ? part.StartsWith("{home", StringComparison.Ordinal) ? "" : "none" : part));
            foreach (var method in function.Http.Methods!)
            {
                var caller = RouteRules.Of(function.Name)!.Needs switch { Roles.Sender => "sam", Roles.Operator => "olga", Roles.Approver => "abel", Roles.Viewer => "vera", _ => null };
                var answer = await host.SendAsync(new HttpMethod(method), path, caller, large);
                var isMade = RouteRules.Of(function.Name)!.MostBytes is null;
                if ((answer.Status == 413) == isMade) wrong.Add($"{method} {path}: {answer.Status}");
            }
        }

        wrong.ShouldBeEmpty();
        RouteRules.Functions.Where(function => RouteRules.Of(function)!.MostBytes is null).ShouldBe(["AlertWebhook", "AzureAlert", "GrafanaAlert", "SignalIntake", "OpenInference", "KServePrediction"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_body_whose_length_is_not_told_is_cut_off_at_the_limit()
    {
        await using var host = await GuardedHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/kill-switch") { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 200_000)))) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(GuardedHost.KeyHeader, GuardedHost.KeyOf("olga"));
        using var response = await host.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task Nobody_is_sent_elsewhere()
    {
        await using var host = await GuardedHost.StartAsync();
        foreach (var path in new[] { "", "/", "//evil.example", "/%2Fevil.example", "/dashboard/..%2f..%2fevil", "/?url=https://evil.example&returnUrl=//evil.example", "/api/approvals/https:%2F%2Fevil.example", "/api/incidents?next=//evil.example", "/version?redirect=https://evil.example" })
        {
            var answer = await host.SendAsync(HttpMethod.Get, $"{host.Host.Url.GetLeftPart(UriPartial.Authority)}{path}", "vera", null, ("X-Forwarded-Host", "evil.example"));
            answer.Status.ShouldNotBeInRange(300, 399, path);
            answer.Headers.Keys.ShouldNotContain("Location", path);
        }
    }
}
