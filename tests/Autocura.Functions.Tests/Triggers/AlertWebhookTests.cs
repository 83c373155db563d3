using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Functions.Tests.Orchestrations;
using Microsoft.DurableTask.Client;

namespace Autocura.Functions.Tests.Triggers;

public sealed class AlertWebhookTests
{
    [Fact]
    public async Task A_message_is_answered_with_the_address_that_tells_what_became_of_it()
    {
        await using var run = await IntakeRun.StartAsync();
        using var response = await PostAsync(run, Message(Firing("cart"), new JsonObject { ["status"] = "firing" }));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var receipt = (await response.Content.ReadFromJsonAsync<JsonObject>()).ShouldNotBeNull();
        var id = receipt["id"]!.GetValue<string>();
        id.ShouldMatch("^intake-[0-9a-f]{20}$");
        receipt["statusQueryGetUri"]!.GetValue<string>().ShouldStartWith($"{run.Http.BaseAddress}runtime/webhooks/durabletask/instances/{id}?");
        response.Headers.Location!.ToString().ShouldBe(receipt["statusQueryGetUri"]!.GetValue<string>());
        receipt["accepted"]!.GetValue<int>().ShouldBe(1);
        receipt["rejected"]!.ToJsonString().ShouldBe("""[{"index":1,"reason":"The alert has no labels."}]""");
        var report = (await run.FinishAsync(id)).ReadOutputAs<IntakeReport>().ShouldNotBeNull();
        (report.Counts.Started, report.Counts.Quarantined).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_same_body_again_is_the_same_intake_and_starts_nothing()
    {
        await using var run = await IntakeRun.StartAsync();
        var first = await IdAsync(run, Message(Firing("cart")));
        var whileItRuns = await IdAsync(run, Message(Firing("cart")));
        var done = await run.FinishAsync(first);
        run.Clock.Advance(TimeSpan.FromHours(4));
        (whileItRuns, await IdAsync(run, Message(Firing("cart")))).ShouldBe((first, first));
        (await run.StateAsync(first)).ShouldNotBeNull().LastUpdatedAt.ShouldBe(done.LastUpdatedAt);
    }

    [Fact]
    public async Task The_same_body_from_many_senders_at_once_is_stored_once_and_opens_one_incident()
    {
        await using var run = await IntakeRun.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IdAsync(run, Message(Firing("cart")))));
        ids.Distinct().ShouldHaveSingleItem();
        (await run.FinishAsync(ids[0])).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Started.ShouldBe(1);
    }

    [Fact]
    public async Task Two_Alertmanagers_that_send_the_same_alert_open_one_incident()
    {
        await using var run = await IntakeRun.StartAsync();
        var ids = await Task.WhenAll(new[] { "http://am-0:9093", "http://am-1:9093" }.Select(peer => IdAsync(run, Message(peer, Firing("cart")))));
        ids.Distinct().Count().ShouldBe(2);
        var counts = new List<IntakeCounts>();
        foreach (var id in ids)
        {
            counts.Add((await run.FinishAsync(id)).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts);
        }

        (counts.Sum(one => one.Started), counts.Sum(one => one.Joined)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task An_intake_that_failed_is_started_again_by_the_next_delivery()
    {
        await using var run = await IntakeRun.StartAsync();
        run.Ends.Unreachable["cart"] = 0;
        var id = await IdAsync(run, Message(Firing("cart")));
        (await run.FinishAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);

        run.Ends.Unreachable.Clear();
        (await IdAsync(run, Message(Firing("cart")))).ShouldBe(id);
        (await run.FinishAsync(id)).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Started.ShouldBe(1);
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("""{"text":"a custom payload template"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_body_that_is_no_message_is_taken_and_quarantined_because_a_refusal_would_bring_it_back_for_ever(string body)
    {
        await using var run = await IntakeRun.StartAsync();
        var receipt = await ReceiptAsync(run, body);
        receipt["rejected"]![0]!["index"].ShouldBeNull();
        (await run.FinishAsync(receipt["id"]!.GetValue<string>())).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Quarantined.ShouldBe(1);
        run.Ends.Quarantined.ShouldHaveSingleItem().Reason.ShouldStartWith("The whole message: The message ");
    }

    [Fact]
    public async Task A_message_without_alerts_is_taken_and_starts_nothing()
    {
        await using var run = await IntakeRun.StartAsync();
        var receipt = await ReceiptAsync(run, """{"alerts":[]}""");
        receipt["id"].ShouldBeNull();
        receipt["accepted"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task When_nothing_can_be_stored_the_sender_is_told_to_try_again_and_nothing_is_remembered()
    {
        await using var run = await IntakeRun.StartWithoutStoreAsync();
        using (var response = await PostAsync(run, Message(Firing("cart"))))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await response.Content.ReadAsStringAsync()).ShouldContain("none of them was accepted");
        }

        await run.Engine.StartAsync();
        var id = await IdAsync(run, Message(Firing("cart")));
        (await run.FinishAsync(id)).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts.Started.ShouldBe(1);
    }

    [Fact]
    public async Task A_storm_is_stored_in_batches_and_all_of_it_reaches_its_incident()
    {
        await using var run = await IntakeRun.StartAsync();
        var receipt = await ReceiptAsync(run, Message([.. Enumerable.Range(0, 230).Select(pod => Firing("cart", $"cart-{pod}"))]));
        var id = receipt["id"]!.GetValue<string>();
        var batches = receipt["batches"]!.AsArray().Select(batch => batch!["id"]!.GetValue<string>()).ToList();
        batches.ShouldBe([id, $"{id}-1", $"{id}-2"]);
        var counts = new List<IntakeCounts>();
        foreach (var batch in batches)
        {
            counts.Add((await run.FinishAsync(batch)).ReadOutputAs<IntakeReport>().ShouldNotBeNull().Counts);
        }

        counts.Sum(one => one.Started + one.Joined).ShouldBe(230);
        counts.Count(one => one.Started > 0).ShouldBe(1);
    }

    [Fact]
    public async Task A_body_of_twenty_megabytes_is_taken_whole()
    {
        await using var run = await IntakeRun.StartAsync();
        var alerts = Enumerable.Range(0, 10).Select(pod =>
        {
            var alert = Firing("cart", $"cart-{pod}");
            alert["annotations"] = new JsonObject { ["description"] = new string('x', 2_100_000) };
            return alert;
        });
        var receipt = await ReceiptAsync(run, Message([.. alerts]));
        receipt["accepted"]!.GetValue<int>().ShouldBe(10);
        receipt["rejected"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_beyond_every_bound_is_read_to_its_end_and_its_beginning_is_quarantined()
    {
        await using var run = await IntakeRun.StartAsync();
        var receipt = await ReceiptAsync(run, $$"""{"alerts":["{{new string('x', 34 * 1024 * 1024)}}"]}""");
        receipt["rejected"]![0]!["reason"]!.GetValue<string>().ShouldStartWith("The message is larger than 32 MB");
        await run.FinishAsync(receipt["id"]!.GetValue<string>());
        run.Ends.Quarantined.ShouldHaveSingleItem().Raw.ShouldStartWith("""{"alerts":["xxx""");
    }

    private static Task<HttpResponseMessage> PostAsync(IntakeRun run, string body) =>
        run.Http.PostAsync("api/alerts", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<JsonObject> ReceiptAsync(IntakeRun run, string body)
    {
        using var response = await PostAsync(run, body);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>()).ShouldNotBeNull();
    }

    private static async Task<string> IdAsync(IntakeRun run, string body) => (await ReceiptAsync(run, body))["id"]!.GetValue<string>();

    private static string Message(params JsonObject[] alerts) => Message("http://am:9093", alerts);

    private static string Message(string externalUrl, params JsonObject[] alerts) => new JsonObject
    {
        ["receiver"] = "autocura",
        ["status"] = "firing",
        ["version"] = "4",
        ["externalURL"] = externalUrl,
        ["alerts"] = new JsonArray([.. alerts.Select(alert => alert.DeepClone())]),
    }.ToJsonString();

    private static JsonObject Firing(string deployment, string? pod = null) => new()
    {
        ["status"] = "firing",
        ["labels"] = new JsonObject { ["alertname"] = "KubePodCrashLooping", ["namespace"] = "shop", ["deployment"] = deployment, ["pod"] = pod ?? $"{deployment}-1" },
        ["startsAt"] = "2026-01-05T07:55:00Z",
        ["endsAt"] = "0001-01-01T00:00:00Z",
    };
}
