using System.Text;
using System.Text.Json;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Triggers.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Autocura.Functions.Tests.Triggers.Access;

public sealed class AccessGuardTests
{
    private static readonly (string, string)[] WithEntra = [("Autocura:Access:Entra", "true"), ("WEBSITE_AUTH_ENABLED", "True")];

    [Fact]
    public async Task What_is_recorded_is_the_name_that_was_verified_and_not_the_one_in_the_body()
    {
        await using var host = await GuardedHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true,"by":"somebody else","reason":"a drill"}""");

        answer.Status.ShouldBe(200, answer.Body);
        Switch(host).ShouldBe("olga");
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":false}""")).Status.ShouldBe(200, "a name in the body is not needed");
    }

    [Fact]
    public async Task A_refused_order_does_nothing()
    {
        await using var host = await GuardedHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "api/kill-switch", "vera", """{"stop":true,"by":"vera"}""");

        answer.Status.ShouldBe(403);
        answer.Body.ShouldContain("'vera' has the roles: viewer. This asks for operator.");
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        Switch(host).ShouldBeNull();
    }

    [Theory]
    [InlineData("POST", "api/alerts?key=the-long-and-random-key-of-sam", null, 202)]
    [InlineData("POST", "api/alerts?key=wrong", null, 401)]
    [InlineData("POST", "api/alerts", "Bearer the-long-and-random-key-of-sam", 202)]
    [InlineData("GET", "api/incidents", "Bearer the-long-and-random-key-of-vera", 200)]
    [InlineData("GET", "api/incidents", "Bearer wrong", 401)]
    [InlineData("GET", "api/incidents?key=the-long-and-random-key-of-vera", null, 401)]
    [InlineData("POST", "api/kill-switch?key=the-long-and-random-key-of-olga", null, 401)]
    public async Task A_key_may_be_shown_where_a_sender_can_put_it_and_others_keys_not_in_an_address(string method, string path, string? authorization, int status)
    {
        await using var host = await GuardedHost.StartAsync();
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];
        (await host.SendAsync(new HttpMethod(method), path, null, method == "POST" ? "{}" : null, headers)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task An_access_key_does_not_open_the_hosts_own_door()
    {
        await using var host = await GuardedHost.StartAsync(("Host:Keys:Function", "f"), ("Host:Keys:Durable", "d"));

        (await host.SendAsync(HttpMethod.Get, "api/incidents", "vera")).Status.ShouldBe(401);
        (await host.SendAsync(HttpMethod.Get, "api/incidents?code=f", null)).Status.ShouldBe(401);
        (await host.SendAsync(HttpMethod.Get, "api/incidents?code=f", "vera")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_alerting_of_the_simulation_comes_in_where_others_need_keys()
    {
        await using var host = await GuardedHost.StartAsync(("Host:Keys:Function", "f"), ("Host:Keys:Durable", "d"));
        var key = new SimulationKey();
        var settings = new ConfigurationManager();
        key.Introduce(settings);
        settings.AsEnumerable().ShouldBeEmpty("it never turns roles on");

        var shown = host.Alerting.Headers().Select(header => (header.Key, header.Value)).ToArray();
        (await host.SendAsync(HttpMethod.Post, "api/alerts", null, "{}", shown)).Status.ShouldBe(202);
        (await host.SendAsync(HttpMethod.Get, "api/incidents", null, null, shown)).Status.ShouldBe(403, "it sends, and does nothing else");
    }

    [Fact]
    public async Task Nobody_with_a_role_is_given_the_key_of_the_durable_engine()
    {
        await using var host = await GuardedHost.StartAsync(("Host:Keys:Function", "f"), ("Host:Keys:Durable", "the-engines-key"));

        var receipt = await host.SendAsync(HttpMethod.Post, "api/alerts?code=f", "sam", """{"receiver":"x","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-01-05T08:00:00Z","fingerprint":"1"}]}""");

        receipt.Status.ShouldBe(202, receipt.Body);
        JsonDocument.Parse(receipt.Body).RootElement.GetProperty("accepted").GetInt32().ShouldBe(1);
        receipt.Body.ShouldNotContain("the-engines-key");
        string.Concat(receipt.Headers.Values).ShouldNotContain("the-engines-key");
    }

    [Fact]
    public async Task A_signed_in_person_has_the_app_roles_of_their_token()
    {
        await using var host = await GuardedHost.StartAsync(WithEntra);

        var answer = await host.SendAsync(HttpMethod.Post, "api/kill-switch", null, """{"stop":true,"by":"somebody else"}""", Principal("ana@example.org", "Autocura.Operator"));

        answer.Status.ShouldBe(200, answer.Body);
        Switch(host).ShouldBe("ana@example.org");
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", null, """{"stop":false}""", Principal("ana@example.org", "Autocura.Viewer"))).Status.ShouldBe(403);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", null, """{"stop":false}""", Principal("ana@example.org", "Operator"))).Status.ShouldBe(403);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "wrong", """{"stop":false}""", Principal("ana@example.org", "Autocura.Operator"))).Status.ShouldBe(401, "a wrong key is not made up for");
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", null, """{"stop":false}""", Principal("ana@example.org", "Autocura.Operator"), ("Sec-Fetch-Site", "cross-site"))).Status.ShouldBe(401, "another site's page has her cookie too");
    }

    [Fact]
    public async Task Who_says_to_have_signed_in_is_not_believed_where_nobody_checks_it()
    {
        await using var host = await GuardedHost.StartAsync(("WEBSITE_AUTH_ENABLED", "True"));

        (await host.SendAsync(HttpMethod.Get, "api/incidents", null, null, Principal("mallory@example.org", "Autocura.Viewer"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_app_does_not_start_where_such_headers_would_be_anybodys()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => GuardedHost.StartAsync(("Autocura:Access:Entra", "true")));
        refused.Message.ShouldContain("App Service authentication is off here (WEBSITE_AUTH_ENABLED)");
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_trust_nothing_in_it()
    {
        await using var host = await GuardedHost.StartAsync();
        foreach (var (path, caller) in new (string, string?)[] { ("api/incidents", "vera"), ("api/incidents", null), ("api/incidents/none", "vera"), ("version", null), ("livez", null), ("no/such/route", null), ("runtime/webhooks/durabletask/instances", null) })
        {
            var headers = (await host.SendAsync(HttpMethod.Get, path, caller)).Headers;
            headers["Content-Security-Policy"].ShouldBe(SecurityHeaders.ContentPolicy, path);
            headers["X-Content-Type-Options"].ShouldBe("nosniff", path);
            headers["X-Frame-Options"].ShouldBe("DENY", path);
            headers["Referrer-Policy"].ShouldBe("no-referrer", path);
            headers["Cache-Control"].ShouldBe("no-store", path);
        }

        (await host.SendAsync(HttpMethod.Get, "", null)).Headers["Content-Security-Policy"].ShouldContain("script-src 'self'");
        (await host.SendAsync(HttpMethod.Get, "api/approvals/none", null)).Headers["Content-Security-Policy"].ShouldContain("form-action 'self'");
    }

    private static (string, string) Principal(string name, params string[] roles)
    {
        var claims = roles.Select(role => new { typ = "roles", val = role }).Append(new { typ = "preferred_username", val = name }).Append(new { typ = "oid", val = "5f0e" });
        return (EntraPrincipal.Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims }))));
    }

    private static string? Switch(GuardedHost host) =>
        host.Host.Cluster!.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-control"))?["data"]?["by"]?.GetValue<string>();
}
