using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Guardrails;
using Autocura.Guardrails.Notices;
using Autocura.Ledger.Audit;
using Autocura.Triggers.Access;

namespace Autocura.Functions.Tests.Triggers.Access;

public sealed class AuditedCallTests
{
    private const string LinkKey = "a-secret-of-at-least-32-characters-for-links";
    private const string SlackSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    private static readonly (string, string)[] Proofs = [("Autocura:Approval:LinkKey", LinkKey), ("Autocura:Notifications:Slack:SigningSecret", SlackSecret)];
    private static readonly ObjectKey Trail = ObjectKey.Core("configmaps", "autocura-cognitiva", AuditTrail.Name);

    [Fact]
    public async Task Every_call_that_changes_something_is_on_record_with_who_what_and_the_answer()
    {
        await using var host = await GuardedHost.StartAsync(Proofs);
        var audited = RouteRules.Functions.Where(function => RouteRules.Of(function)!.IsAudited).Order(StringComparer.Ordinal).ToList();
        foreach (var (function, send) in Calls(host))
        {
            var answer = await send();
            var records = await RecordsAsync(host);
            records[^2].Entry.Function.ShouldBe(function);
            records[^2].Entry.Stage.ShouldBe(AuditStage.Asked);
            records[^1].Entry.ShouldBe(records[^2].Entry with { Stage = AuditStage.Answered, Status = answer.Status, Said = "" });
            records[^1].Entry.Request.ShouldBe(answer.Headers["x-autocura-request"]);
            audited.Remove(function).ShouldBeTrue();
        }

        audited.ShouldBeEmpty("every audited function has a call above");
        var all = await RecordsAsync(host);
        all.Where(record => record.Entry.Stage == AuditStage.Asked).Select(record => $"{record.Entry.Function}: {record.Entry.Who}, {record.Entry.Roles} by {record.Entry.Way}, on '{record.Entry.Target}': {record.Entry.Said}").ShouldBe(
        [
            "SetKillSwitch: olga, operator by key, on '': {\"stop\":true,\"reason\":\"a drill\"}",
            "SnoozeWorkload: olga, operator by key, on 'cart-1': {\"minutes\":5}",
            "RetryIncident: olga, operator by key, on 'cart-1': {}",
            "UndoPlan: olga, operator by key, on 'cart-1': {\"planId\":\"p/1\"}",
            "ResetLearning: olga, operator by key, on '': cause=OutOfMemory",
            "ApprovalDecision: abel, approver by key, on 'cart-1': {\"planId\":\"p/1\",\"approved\":true}",
            "ApprovalLinks: abel, approver by key, on 'cart-1': ",
            "ApprovalByLink: lena, approver by link, on 'cart-2': approve p/2 (hash)",
            "SlackInteraction: ann (Slack U1), approver by slack, on 'cart-3': reject p/3 (hash)",
        ]);
        (await host.SendAsync(HttpMethod.Get, "api/audit?raw=true", "vera")).Body.ShouldNotContain("the-long-and-random-key", Case.Sensitive);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_done()
    {
        await using var host = await GuardedHost.StartAsync(Proofs);
        (await host.SendAsync(HttpMethod.Get, "metrics", "vera")).Body.ShouldContain("autocura_audit_failures_total{stage=\"asked\"} 0\n", Case.Sensitive, "what appears with its first failure has not increased");
        host.Host.Cluster!.Server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["create", "patch"], Resources = ["configmaps"], Name = AuditTrail.Name, Code = 403 }, new FaultRule { Kind = FaultKind.Refusal, Verbs = ["create"], Resources = ["configmaps"], Code = 403 }]);

        var refused = 0;
        foreach (var (function, send) in Calls(host).Where(call => call.Function != "SetKillSwitch"))
        {
            var answer = await send();
            refused++;
            answer.Status.ShouldBe(503, function);
            answer.Body.ShouldContain("Nothing was done: what changes something is recorded first, and that failed.");
        }

        host.Host.Cluster.Server.Faults.Clear();
        (await host.SendAsync(HttpMethod.Get, "metrics", "vera")).Body.ShouldContain($"autocura_audit_failures_total{{stage=\"asked\"}} {refused}\n", Case.Sensitive);
        host.Host.Cluster.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-control")).ShouldBeNull();
        host.Host.Cluster.Store.Find(Trail).ShouldBeNull();
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_record_that_is_broken_keeps_nobody_from_stopping_everything_and_from_going_on_it_does()
    {
        await using var host = await GuardedHost.StartAsync();
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":false}""")).Status.ShouldBe(200);
        host.Host.Cluster!.Server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["patch"], Resources = ["configmaps"], Name = AuditTrail.Name, Code = 403 }]);

        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true}""")).Status.ShouldBe(200);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":false}""")).Status.ShouldBe(503);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":"true"}""")).Status.ShouldBe(503);

        (await host.SendAsync(HttpMethod.Get, "api/control", "vera")).Body.ShouldContain("\"isStopped\":true");
    }

    [Fact]
    public async Task A_call_that_was_refused_or_proved_nothing_leaves_no_record()
    {
        await using var host = await GuardedHost.StartAsync(Proofs);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "vera", """{"stop":true}""")).Status.ShouldBe(403);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", null, """{"stop":true}""")).Status.ShouldBe(401);
        (await host.SendAsync(HttpMethod.Post, $"api/approvals/{Link("other-secret-of-at-least-32-characters")}", null)).Status.ShouldBe(410);
        (await SlackAsync(host, "another secret")).Status.ShouldBe(401);
        (await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", new string(' ', 70_000))).Status.ShouldBe(413);
        host.Host.Cluster!.Store.Find(Trail).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_that_cannot_be_recorded_shows_as_a_call_without_one()
    {
        await using var host = await GuardedHost.StartAsync();
        await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":false}""");
        host.Host.Cluster!.Server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["patch"], Resources = ["configmaps"], Name = "autocura-control", Code = 403 }]);
        var failing = await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true}""");
        host.Host.Cluster.Server.Faults.Clear();
        failing.Status.ShouldBe(422, "a refusal of the cluster is an answer");
        (await RecordsAsync(host))[^1].Entry.Status.ShouldBe(422);
        var number = (await RecordsAsync(host)).Count;

        Edit(host, map => map["data"]!.AsObject().Remove(AuditSegment.KeyOf(number)));

        var verdict = (await VerdictAsync(host))["verdict"]!;
        verdict["unanswered"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain($"record {number - 1}: SetKillSwitch by olga ({failing.Headers["x-autocura-request"]})");
    }

    [Fact]
    public async Task Whoever_changes_the_record_with_kubectl_is_found_out()
    {
        await using var host = await GuardedHost.StartAsync();
        for (var turn = 0; turn < 3; turn++) await host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true}""");
        var before = await VerdictAsync(host);
        before["isWhole"]!.GetValue<bool>().ShouldBeTrue();
        var seen = $"{before["verdict"]!["last"]!["number"]}:{before["verdict"]!["last"]!["hash"]}";

        Edit(host, map => map["data"]![AuditSegment.KeyOf(3)] = map["data"]![AuditSegment.KeyOf(3)]!.GetValue<string>().Replace("olga", "vera", StringComparison.Ordinal));

        var after = await VerdictAsync(host);
        after["isWhole"]!.GetValue<bool>().ShouldBeFalse();
        after["verdict"]!["problems"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("record 3 was changed: its hash is another's");

        Edit(host, map => map["data"]!.AsObject().Remove(AuditSegment.KeyOf(6)));
        (await VerdictAsync(host, $"?seen={seen}"))["verdict"]!["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()).ShouldContain("record 6 was seen before and is gone: the end was cut off after record 5");
        (await host.SendAsync(HttpMethod.Get, "api/audit?seen=six", "vera")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_record_can_be_read_page_by_page_and_the_verdict_is_of_all_of_it()
    {
        await using var host = await GuardedHost.StartAsync(Proofs);
        foreach (var (_, send) in Calls(host)) await send();

        var page = await VerdictAsync(host, "?limit=3&before=6");

        page["records"]!.AsArray().Select(record => record!["number"]!.GetValue<long>()).ShouldBe([5, 4, 3]);
        page["total"]!.GetValue<int>().ShouldBe((int)page["verdict"]!["last"]!["number"]!.GetValue<long>());
        page["isWhole"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var query in (string[])["?limit=0", "?limit=many", "?before=-1"]) (await host.SendAsync(HttpMethod.Get, $"api/audit{query}", "vera")).Status.ShouldBe(400);
    }

    private static IEnumerable<(string Function, Func<Task<GuardedHost.Answer>> Send)> Calls(GuardedHost host)
    {
        yield return ("SetKillSwitch", () => host.SendAsync(HttpMethod.Post, "api/kill-switch", "olga", """{"stop":true,"reason":"a drill"}"""));
        yield return ("SnoozeWorkload", () => host.SendAsync(HttpMethod.Post, "api/incidents/cart-1/snooze", "olga", """{"minutes":5}"""));
        yield return ("RetryIncident", () => host.SendAsync(HttpMethod.Post, "api/incidents/cart-1/retry", "olga", "{}"));
        yield return ("UndoPlan", () => host.SendAsync(HttpMethod.Post, "api/incidents/cart-1/undo", "olga", """{"planId":"p/1"}"""));
        yield return ("ResetLearning", () => host.SendAsync(HttpMethod.Delete, "api/learning?cause=OutOfMemory&code=the-hosts-key", "olga"));
        yield return ("ApprovalDecision", () => host.SendAsync(HttpMethod.Post, "api/incidents/cart-1/approval", "abel", """{"planId":"p/1","approved":true}"""));
        yield return ("ApprovalLinks", () => host.SendAsync(HttpMethod.Post, "api/incidents/cart-1/approval-links", "abel"));
        yield return ("ApprovalByLink", () => host.SendAsync(HttpMethod.Post, $"api/approvals/{Link(LinkKey)}", null));
        yield return ("SlackInteraction", () => SlackAsync(host, SlackSecret));
    }

    private static string Link(string key) => new ApprovalLink { InstanceId = "cart-2", PlanId = "p/2", PlanHash = "hash", By = "lena", Approved = true, Expires = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero) }.Sign(key);

    private static Task<GuardedHost.Answer> SlackAsync(GuardedHost host, string secret)
    {
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = "U1", ["username"] = "ann" },
            ["actions"] = new JsonArray(new JsonObject { ["action_id"] = "autocura_reject", ["value"] = """{"IncidentId":"cart-3","PlanId":"p/3","PlanHash":"hash"}""" }),
        };
        var body = $"payload={Uri.EscapeDataString(payload.ToJsonString())}";
        var timestamp = $"{new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}";
        return host.SendAsync(HttpMethod.Post, "api/slack/interactions", null, body, ("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", SlackSignature.Of(secret, timestamp, Encoding.UTF8.GetBytes(body))));
    }

    private static async Task<IReadOnlyList<AuditRecord>> RecordsAsync(GuardedHost host)
    {
        var answer = await host.SendAsync(HttpMethod.Get, "api/audit?raw=true", "vera");
        answer.Status.ShouldBe(200, answer.Body);
        var content = JsonNode.Parse(answer.Body)!;
        var entries = new AuditContent(Entries(content["present"]!), [.. content["earlier"]!.AsArray().Select(part => Entries(part!))]);
        AuditCheck.Of(entries).Problems.ShouldBeEmpty();
        return AuditCheck.Records(entries);
    }

    private static void Edit(GuardedHost host, Action<JsonObject> change) => host.Host.Cluster!.Store.Update(
        Trail,
        found =>
        {
            change(found);
            return found;
        },
        Actor.ApiServer);

    private static Dictionary<string, string> Entries(JsonNode part) => part.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>());

    private static async Task<JsonNode> VerdictAsync(GuardedHost host, string query = "") => JsonNode.Parse((await host.SendAsync(HttpMethod.Get, $"api/audit{query}", "vera")).Body)!;
}
