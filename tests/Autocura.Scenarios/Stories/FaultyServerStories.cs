using Autocura.Embedded.Cluster.Faults;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>An API server that fails while the system heals: each mutation takes effect once, whatever became of its answer.</summary>
public sealed class FaultyServerStories
{
    public static TheoryData<string, FaultRule[]> Faults => new()
    {
        { "the answer to the fix is lost", [new() { Kind = FaultKind.Reset, Verbs = ["patch"], Resources = ["deployments"], AfterEffect = true, Count = 1 }] },
        { "the connection is cut before the fix", [new() { Kind = FaultKind.Reset, Verbs = ["patch"], Resources = ["deployments"], Count = 1 }] },
        { "the fix is a conflict twice", [new() { Kind = FaultKind.Refusal, Code = 409, Verbs = ["patch"], Resources = ["deployments"], Count = 2 }] },
        { "too many requests", [new() { Kind = FaultKind.Refusal, Code = 429, RetryAfterSeconds = 1, Count = 5 }] },
        { "one request in five fails", [new() { Kind = FaultKind.Refusal, Code = 503, Probability = 0.2, Duration = TimeSpan.FromMinutes(1), UserAgent = "autocura" }] },
        { "the record cannot be written", [new() { Kind = FaultKind.Refusal, Code = 500, Verbs = ["patch", "create"], Resources = ["issues", "anomalies", "remediationplans"], Count = 3 }] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_heals_all_the_same_and_changes_the_cluster_once(string fault, FaultRule[] rules)
    {
        await using var story = await StoryHost.StartAsync();
        story.Faults.Set(rules, seed: 3);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart", within: TimeSpan.FromMinutes(10));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, $"{fault}: {outcome.Reason}");
        story.Mutations().ShouldHaveSingleItem();
        story.Faults.Tally.ShouldAllBe(rule => rule.Struck > 0);
    }
}
