using Autocura.Embedded.Cluster.Faults;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What the record of an incident costs the API server.</summary>
public sealed class RecordStories
{
    private static readonly string[] Kinds = ["issues", "anomalies", "aiinsights", "remediationplans", "events"];

    [Fact]
    public async Task An_incident_from_alert_to_cure_is_recorded_with_few_requests()
    {
        await using var story = await StoryHost.StartAsync();
        story.Faults.Set([.. from kind in Kinds from verb in new[] { "get", "list", "create", "patch" } select Counter(kind, verb), .. Kinds.Select(kind => Counter($"{kind}/status", "patch"))], seed: 1);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        var asked = story.Faults.Tally.Where(rule => rule.Struck > 0).ToDictionary(rule => $"{rule.Rule.Verbs[0]} {rule.Rule.Resources[0]}", rule => rule.Struck);
        var told = string.Join(", ", asked.Select(pair => $"{pair.Value} {pair.Key}"));
        asked.Values.Sum().ShouldBeLessThanOrEqualTo(45, told);
    }

    /// <summary>Counts what matches, and hardly does anything to it.</summary>
    private static FaultRule Counter(string resource, string verb) => new() { Kind = FaultKind.Latency, Verbs = [verb], Resources = [resource], UserAgent = "autocura", Delay = TimeSpan.FromTicks(1) };
}
