using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Support.Chaos;
using Autocura.Support.Chaos.Invariants;

namespace Autocura.Chaos.Stories;

/// <summary>A node is emptied as its disruption budgets allow, and is as it was before when they do not.</summary>
public sealed class DrainStories
{
    private const string Node = "node-1";

    [Fact]
    public async Task A_budget_that_lets_go_after_a_while_is_waited_for()
    {
        // The seed is even: somebody takes the budgets away after a minute and a quarter.
        var record = await (Story.Told with { Seed = 2, Cure = Cure.Drain, Settings = Patient }).PlayAsync();

        var (refused, gone) = Evictions(record);
        refused.ShouldNotBeEmpty();
        gone.ShouldNotBeEmpty();
        refused.Max(entry => entry.Time).ShouldBeLessThan(gone.Min(entry => entry.Time));
        record.Audit.ShouldNotContain(entry => entry.Verb == "delete" && entry.Key.Plural == "pods" && entry.Actor.UserAgent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal));
        Deed.Of(record)[0].Target.ShouldBe($"Node {Node}");
    }

    [Fact]
    public async Task A_budget_that_never_lets_go_ends_the_drain_and_the_node_takes_pods_again()
    {
        var record = await (Story.Told with { Seed = 1, Cure = Cure.Drain }).PlayAsync();

        var (refused, gone) = Evictions(record);
        refused.ShouldNotBeEmpty();
        gone.ShouldBeEmpty();
        var cordons = Deed.Of(record).Where(deed => deed.Target == $"Node {Node}").ToList();
        cordons.ShouldNotBeEmpty();
        cordons.ShouldAllBe(deed => IsCordoned(deed.Done.After!) && deed.Undone != null && !IsCordoned(deed.Undone.After!));
        string.Join('\n', ChaosStory.Of(record)).ShouldContain("It was not done within 60 s.");
    }

    private static Dictionary<string, string?> Patient => new() { ["Autocura:ApprovalTimeout"] = "00:10:00" };

    private static (List<AuditEntry> Refused, List<AuditEntry> Gone) Evictions(ChaosRecord record)
    {
        var evictions = record.Audit.Where(entry => entry is { Subresource: "eviction", DryRun: false }).ToList();
        return ([.. evictions.Where(entry => entry.Code == 429)], [.. evictions.Where(entry => entry.Code < 300)]);
    }

    private static bool IsCordoned(JsonObject node) => node["spec"]!["unschedulable"]?.GetValue<bool>() == true;
}
