using System.Text;
using Autocura.Alerts;
using Autocura.Support;

namespace Autocura.Functions.Tests.Alerts;

/// <summary>A table of events as tools send them, in the three ways events come.</summary>
public sealed class CloudEventPayloadTests
{
    private const string Structured = "application/cloudevents+json; charset=utf-8";
    private const string Batch = "application/cloudevents-batch+json";

    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>Type, subject, data, and labels that must be understood ("name=value").</summary>
    public static TheoryData<string, string?, string, string> Tools => new()
    {
        { "com.example.slow", null, """{"namespace":"shop","workload":{"kind":"Deployment","name":"cart"},"severity":"critical","summary":"p95 is 4 s"}""", "alertname=example.slow;namespace=shop;deployment=cart;severity=critical" },
        { "com.example.slow", null, """{"namespace":"shop","workload":"cart","alertname":"CartSlow","labels":{"team":"blue"},"cluster":"west","signal_type":"latency_spike"}""", "alertname=CartSlow;deployment=cart;team=blue;cluster=west;signal_type=latency_spike" },
        { "com.example.slow", "/apis/apps/v1/namespaces/shop/statefulsets/db", "null", "namespace=shop;statefulset=db" },
        { "falco.rule.output.v1", null, """{"rule":"Terminal shell in container","priority":"Notice","output":"A shell was spawned","output_fields":{"k8s.ns.name":"shop","k8s.pod.name":"cart-1","evt.time":1}}""", "alertname=Terminal shell in container;namespace=shop;pod=cart-1;severity=info" },
        { "io.argoproj.argocd.sync-failed", null, """{"app":{"metadata":{"name":"shop"},"spec":{"destination":{"namespace":"shop"}},"status":{"operationState":{"message":"one or more objects failed to apply"}}},"deployment":"cart"}""", "namespace=shop;deployment=cart" },
        { "sh.keptn.event.evaluation.finished", null, """{"project":"shop","stage":"production","service":"cart","status":"errored","result":"fail"}""", "alertname=evaluation.finished;namespace=shop;service=cart" },
        { "dev.knative.apiserver.ref.add", null, """{"kind":"Event","reason":"BackOff","message":"Back-off restarting failed container","involvedObject":{"kind":"Pod","namespace":"shop","name":"cart-1"}}""", "alertname=BackOff;namespace=shop;pod=cart-1" },
        { "dev.knative.apiserver.resource.update", null, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"shop","name":"cart"}}""", "namespace=shop;deployment=cart" },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public void What_a_tool_says_of_the_place_becomes_labels_however_it_is_sent(string type, string? subject, string data, string expected)
    {
        var subjectJson = subject is null ? "" : $"\"subject\":\"{subject}\",";
        var json = $$"""{"specversion":"1.0","id":"1","source":"/tool","type":"{{type}}",{{subjectJson}}"time":"2030-01-15T11:00:00Z","data":{{data}}}""";
        var headers = new Dictionary<string, string> { ["specversion"] = "1.0", ["id"] = "1", ["source"] = "/tool", ["type"] = type, ["time"] = "2030-01-15T11:00:00Z" };
        if (subject is not null) headers["subject"] = subject;

        var structured = Parse(json, Structured, NoHeaders).Alerts.ShouldHaveSingleItem();
        foreach (var label in expected.Split(';').Select(pair => pair.Split('=', 2)))
        {
            structured.Label(label[0]).ShouldBe(label[1]);
        }

        structured.StartsAt.ShouldBe(new DateTimeOffset(2030, 1, 15, 11, 0, 0, TimeSpan.Zero));
        Parse(data, "application/json", headers).Alerts.ShouldHaveSingleItem().ShouldBeEquivalentTo(structured);
        Parse($"[{json},{json}]", Batch, NoHeaders).Alerts.Count.ShouldBe(2);
        var encoded = json.Replace($"\"data\":{data}", $"\"data_base64\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(data))}\"", StringComparison.Ordinal);
        Parse(encoded, Structured, NoHeaders).Alerts.ShouldHaveSingleItem().ShouldBeEquivalentTo(structured);
    }

    [Theory]
    [InlineData("com.example.slow.resolved", """{"namespace":"shop","workload":"cart"}""")]
    [InlineData("com.example.slow", """{"namespace":"shop","workload":"cart","status":"resolved"}""")]
    [InlineData("com.example.slow", """{"namespace":"shop","workload":"cart","status":"OK","severity":"low"}""")]
    public void What_is_over_is_the_same_as_what_began(string type, string data)
    {
        var began = Parse(Event("com.example.slow.firing", """{"namespace":"shop","workload":"cart"}"""), Structured, NoHeaders).Alerts[0];
        var over = Parse(Event(type, data), Structured, NoHeaders).Alerts[0];
        (began.Status, over.Status).ShouldBe((AlertStatus.Firing, AlertStatus.Resolved));
        over.Fingerprint.ShouldBe(began.Fingerprint);
    }

    [Fact]
    public void An_event_that_does_not_say_when_happened_when_it_came() =>
        Parse("""{"specversion":"1.0","id":"1","source":"/tool","type":"x","data":{}}""", Structured, NoHeaders).Alerts[0].StartsAt.ShouldBe(Some.Noon);

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"s","type":"t"}""", "The event's 'specversion' is '0.3'; it must be 1.0.")]
    [InlineData("""{"specversion":"1.0","source":"s","type":"t"}""", "The event has no 'id'.")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t"}""", "The event has no 'source'.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s"}""", "The event has no 'type'.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","time":"soon"}""", "The event's 'time' is 'soon'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"%%"}""", "The event's data cannot be read")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"eA=="}""", "The event's data cannot be read")]
    [InlineData("7", "The event is a single value, not an object.")]
    [InlineData("{", "The message is not JSON")]
    public void What_is_no_event_is_rejected_with_the_reason(string body, string reason) => Parse(body, Structured, NoHeaders).Rejected.ShouldHaveSingleItem().Reason.ShouldStartWith(reason);

    [Fact]
    public void One_bad_event_of_a_batch_costs_no_other()
    {
        var group = Parse($$"""[{{Event("a", "{}")}},"odd",{{Event("b", "{}")}}]""", Batch, NoHeaders);
        (group.Alerts.Count, group.Rejected.ShouldHaveSingleItem().Index).ShouldBe((2, 1));
        Parse("{}", Batch, NoHeaders).Rejected.ShouldHaveSingleItem().Reason.ShouldBe("The message is an object where a batch of CloudEvents is a list.");
    }

    [Fact]
    public void A_message_that_is_no_event_at_all_is_told_how_events_are_sent() =>
        Parse("{}", "application/json", NoHeaders).Rejected.ShouldHaveSingleItem().Reason.ShouldContain("send CloudEvents, structured");

    [Fact]
    public void A_binary_event_may_have_no_data_and_percent_encoded_headers()
    {
        var headers = new Dictionary<string, string> { ["specversion"] = "1.0", ["id"] = "1", ["source"] = "/%E2%82%AC", ["type"] = "t", ["subject"] = "namespaces/shop/pods/cart-1" };
        var alert = Parse("", "", headers).Alerts.ShouldHaveSingleItem();
        (alert.Label("ce_source"), alert.Label("pod")).ShouldBe(("/€", "cart-1"));
    }

    private static string Event(string type, string data) => $$"""{"specversion":"1.0","id":"1","source":"/tool","type":"{{type}}","time":"2030-01-15T11:00:00Z","data":{{data}}}""";

    private static AlertGroup Parse(string body, string contentType, Dictionary<string, string> headers) => new CloudEventPayload(Some.Noon).Parse(Encoding.UTF8.GetBytes(body), contentType, headers);
}
