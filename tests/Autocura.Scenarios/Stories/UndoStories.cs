using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>A remedy that does not help is taken back, and what comes next knows that it failed.</summary>
public sealed class UndoStories
{
    private static readonly ObjectKey Checkout = ObjectKey.Apps("deployments", "shop", "checkout");

    [Fact]
    public async Task When_the_release_before_is_bad_too_the_rollback_is_taken_back_and_an_older_one_heals()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PlayAsync("crash-after-release");
        await story.PassAsync(TimeSpan.FromSeconds(4));
        story.Edit(Checkout, checkout => checkout["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["note"] = "released again, with the same fault" });

        var (outcome, status) = await story.EndAsync("checkout", TimeSpan.FromMinutes(15));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        outcome.Attempts.ShouldBe(2, told);
        told.ShouldContain("taking it back");
        story.Mutations().Count.ShouldBe(3, told); // one remedy, its undo, another remedy
        var learned = story.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-learning"))!["data"]!.AsObject().ShouldHaveSingleItem();
        learned.Key.ShouldBe("CrashAfterRelease.RollBackRelease.Deployment");
        JsonNode.Parse(learned.Value!.GetValue<string>())!["helped"]!.GetValue<int>().ShouldBe(1);
        JsonNode.Parse(learned.Value!.GetValue<string>())!["failed"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Where_no_release_is_left_to_go_back_to_what_was_last_well_is_restored()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PassAsync(TimeSpan.FromMinutes(6));
        var good = story.Store.List("apps", "replicasets", "shop").Select(set => set["metadata"]!["name"]!.GetValue<string>()).Where(name => name.StartsWith("cart-", StringComparison.Ordinal)).ToList();
        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromSeconds(2));
        good.ForEach(name => story.Store.Delete(ObjectKey.Apps("replicasets", "shop", name), new Actor("ana", "kubectl", "kubectl")));

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        story.Mutations().ShouldHaveSingleItem().Key.ShouldBe(ObjectKey.Apps("deployments", "shop", "cart"), told);
        told.ShouldContain("Plan: RestoreKnownGood on Deployment shop/cart");
    }

    [Fact]
    public async Task Two_faults_at_once_are_cured_together_where_neither_remedy_helps_alone()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PlayAsync("crash-after-release");
        story.Edit(ObjectKey.Core("services", "shop", "checkout"), service => service["spec"]!["ports"]![0]!["targetPort"] = 9999);

        var (outcome, status) = await story.EndAsync("checkout", TimeSpan.FromMinutes(30));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        outcome.Attempts.ShouldBe(3, told);
        story.Mutations().Count.ShouldBe(6, told); // each remedy and its undo, then both
    }
}
