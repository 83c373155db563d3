using System.Text.Json.Nodes;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>From a metric to the webhook, through the rule's wait and the group's pace.</summary>
public sealed class AlertingTests
{
    [Fact]
    public async Task An_alert_is_told_after_the_rules_wait_and_the_groups_wait()
    {
        await using var stage = await AlertingStage.StartAsync();
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(10));

        var (at, payload) = stage.Webhook.Received.ShouldHaveSingleItem();
        // Seen at 1 s, held until 4 s, and the group waits half a second.
        (at - stage.Start).ShouldBe(TimeSpan.FromSeconds(4.5));
        var alert = payload["alerts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)alert["status"]!).ShouldBe("firing");
        ((string)alert["annotations"]!["summary"]!).ShouldBe("cart-1 is at 9");
        ((string)alert["labels"]!["job"]!).ShouldBe("autocura-cluster");
        DateTimeOffset.Parse((string)alert["startsAt"]!).ShouldBe(stage.Start.AddSeconds(4));
        ((string)alert["endsAt"]!).ShouldBe("0001-01-01T00:00:00Z");
        ((string)payload["groupKey"]!).ShouldBe("""{}:{alertname="TooHigh", namespace="shop"}""");
    }

    [Fact]
    public async Task A_condition_that_passes_before_its_wait_is_over_tells_nobody()
    {
        await using var stage = await AlertingStage.StartAsync();
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(3));
        stage.Levels["cart-1"] = 1;
        await stage.PassAsync(TimeSpan.FromSeconds(20));

        stage.Webhook.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alert_that_resolves_is_told_once_as_resolved_with_its_end()
    {
        await using var stage = await AlertingStage.StartAsync();
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(6));
        stage.Levels.Remove("cart-1");
        await stage.PassAsync(TimeSpan.FromMinutes(10));

        stage.Webhook.Received.Count.ShouldBe(2);
        var (at, payload) = stage.Webhook.Received[1];
        (at - stage.Start).ShouldBe(TimeSpan.FromSeconds(9.5));
        ((string)payload["status"]!).ShouldBe("resolved");
        DateTimeOffset.Parse((string)payload["alerts"]![0]!["endsAt"]!).ShouldBe(stage.Start.AddSeconds(7));
    }

    [Fact]
    public async Task A_second_alert_of_the_group_is_told_together_with_the_first()
    {
        await using var stage = await AlertingStage.StartAsync();
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(6));
        stage.Levels["cart-2"] = 8;
        await stage.PassAsync(TimeSpan.FromSeconds(10));

        stage.Webhook.Received.Count.ShouldBe(2);
        Pods(stage.Webhook.Received[1].Payload).ShouldBe(["cart-1", "cart-2"]);
        stage.Webhook.Received[1].Payload["commonLabels"]!.AsObject().ContainsKey("pod").ShouldBeFalse();
    }

    [Fact]
    public async Task An_alert_that_stands_is_repeated_after_the_repeat_interval_only()
    {
        await using var stage = await AlertingStage.StartAsync();
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromMinutes(6));

        stage.Webhook.Received.Select(told => told.At - stage.Start)
            .ShouldBe([TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(304.5)]);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_growing_pauses()
    {
        await using var stage = await AlertingStage.StartAsync(503, 503, 500);
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(30));

        stage.Webhook.Received.Select(told => (told.At - stage.Start).TotalSeconds).ShouldBe([4.5, 5, 6, 8]);
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_not_tried_again_before_the_groups_next_turn()
    {
        await using var stage = await AlertingStage.StartAsync(429);
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(30));

        stage.Webhook.Received.Select(told => (told.At - stage.Start).TotalSeconds).ShouldBe([4.5, 9.5]);
    }

    [Fact]
    public async Task A_receiver_that_stays_away_is_tried_for_ten_seconds_a_turn_and_told_in_the_end()
    {
        await using var stage = await AlertingStage.StartAsync([.. Enumerable.Repeat(503, 7)]);
        stage.Levels["cart-1"] = 9;
        await stage.PassAsync(TimeSpan.FromSeconds(60));

        // 0.5 + 1 + 2 + 4 s of pauses fit into ten seconds, 8 more do not; the next turn comes five seconds later.
        stage.Webhook.Received.Select(told => (told.At - stage.Start).TotalSeconds).ShouldBe([4.5, 5, 6, 8, 12, 17, 17.5, 18.5]);
    }

    [Fact]
    public async Task A_new_episode_of_the_same_alert_has_the_same_fingerprint_and_a_new_start()
    {
        await using var stage = await AlertingStage.StartAsync();
        foreach (var level in new[] { 9, 1, 9 })
        {
            stage.Levels["cart-1"] = level;
            await stage.PassAsync(TimeSpan.FromSeconds(20));
        }

        var firing = stage.Webhook.Received.Where(told => (string)told.Payload["status"]! == "firing").Select(told => told.Payload["alerts"]![0]!).ToList();
        firing.Count.ShouldBe(2);
        ((string)firing[1]["fingerprint"]!).ShouldBe((string)firing[0]["fingerprint"]!);
        ((string)firing[1]["startsAt"]!).ShouldNotBe((string)firing[0]["startsAt"]!);
    }

    private static IEnumerable<string> Pods(JsonObject payload) => payload["alerts"]!.AsArray().Select(alert => (string)alert!["labels"]!["pod"]!);
}
