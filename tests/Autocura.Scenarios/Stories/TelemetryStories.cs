using System.Net.Http.Headers;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What an incident leaves in the metrics of the host that dealt with it.</summary>
public sealed class TelemetryStories
{
    [Fact]
    public async Task An_incident_is_counted_from_alert_to_cure()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(3));

        await story.PassAsync(TimeSpan.FromSeconds(100));
        using var approval = new StringContent($$"""{"planId": "{{waiting.Plan!.Id}}", "approved": true, "by": "ana", "reason": "seen"}""");
        (await story.Http.PostAsync($"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval", approval)).IsSuccessStatusCode.ShouldBeTrue();
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        var metrics = await MetricsAsync(story);
        metrics.ShouldContain("autocura_incidents_open{severity=\"high\"} 0\n");
        metrics.ShouldContain("autocura_phase_transitions_total{from=\"None\",");
        metrics.ShouldContain("autocura_phase_transitions_total{from=\"AwaitingApproval\",to=\"Remediating\"} 1\n");
        metrics.ShouldContain("autocura_approvals_total{decision=\"approved\"} 1\n");
        metrics.ShouldContain("autocura_approval_wait_seconds_bucket{le=\"60\"} 0\n");
        metrics.ShouldContain("autocura_approval_wait_seconds_bucket{le=\"120\"} 1\n");
        metrics.ShouldContain("autocura_blocked_total{guardrail=\"OperatingMode\",kind=\"NeedsApproval\"}");
        metrics.ShouldContain("autocura_actions_total{action=\"RollBackRelease\",result=\"Applied\"} 1\n");
        metrics.ShouldContain("autocura_verification_result_total{verdict=\"Recovered\"} 1\n");
        metrics.ShouldContain("autocura_incidents_total{outcome=\"Healed\"} 1\n");
        metrics.ShouldContain("autocura_mttr_seconds_count{outcome=\"Healed\"} 1\n");
        metrics.ShouldContain("autocura_mttd_seconds_count 1\n");
    }

    [Fact]
    public async Task Who_asks_for_OpenMetrics_gets_it_to_the_end()
    {
        await using var story = await StoryHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/openmetrics-text"));

        using var answer = await story.Http.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/openmetrics-text");
        (await answer.Content.ReadAsStringAsync()).ShouldEndWith("\n# EOF\n");
    }

    private static Task<string> MetricsAsync(StoryHost story) => story.Http.GetStringAsync("metrics");
}
