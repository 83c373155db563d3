using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>Where a workload asks for it, an allowed plan is tried on a copy before it is carried out.</summary>
public sealed class TrialStories
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

    [Fact]
    public async Task A_plan_that_passes_on_a_copy_is_carried_out()
    {
        await using var story = await StartAsync();
        await story.PlayAsync("bad-image");

        var (outcome, status) = await story.EndAsync("cart", Patience);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, Told(status));
        Told(status).ShouldContain("tries it on a copy first");
        Told(status).ShouldContain("It passed on a copy: ");
        story.Mutations().Where(entry => entry.Key.Namespace == "shop").ShouldHaveSingleItem().Key.ShouldBe(Cart);
        var trial = story.Store.List("autocura.cognitiva.io", "parallelenvironments", "shop").ShouldHaveSingleItem();
        $"{trial["spec"]!["issueRef"]!["name"]}".ShouldBe(outcome.RecordName);
        $"{trial["metadata"]!["ownerReferences"]![0]!["kind"]}".ShouldBe("Issue");
        await story.PassAsync(TimeSpan.FromMinutes(1));
        story.Store.List("", "namespaces", "").ShouldNotContain(ns => $"{ns["metadata"]!["name"]}".StartsWith("shop-shadow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_that_does_not_pass_on_a_copy_is_put_aside()
    {
        await using var story = await StartAsync();
        // The release before is as broken as this one, so going back cannot help.
        await story.PlayAsync("bad-image");
        Break(story);

        var (outcome, status) = await story.EndAsync("cart", Patience);

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, Told(status));
        Told(status).ShouldContain("It did not pass on a copy: ");
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop");
    }

    [Fact]
    public async Task Where_no_copy_can_be_made_a_person_is_asked()
    {
        await using var story = await StartAsync();
        story.Store.Delete(new("rbac.authorization.k8s.io", "clusterrolebindings", null, "autocura-environments"), Actor.ApiServer);
        await story.PlayAsync("bad-image");

        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Patience);

        Told(waiting).ShouldContain("It could not be tried on a copy: ");
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop");
    }

    private static async Task<StoryHost> StartAsync()
    {
        var story = await StoryHost.StartAsync();
        story.Edit(Cart, cart => (cart["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/rehearse"] = "true");
        return story;
    }

    /// <summary>Every image of the copies is one that cannot be pulled.</summary>
    private static void Break(StoryHost story)
    {
        foreach (var release in story.Store.List("apps", "replicasets", "shop").Where(one => $"{one["metadata"]!["name"]}".StartsWith("cart-", StringComparison.Ordinal)).ToList())
        {
            story.Edit(ObjectKey.Apps("replicasets", "shop", $"{release["metadata"]!["name"]}"), found => found["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "registry.shop.example/cart:gone");
        }
    }

    private static string Told(IncidentStatus status) => string.Join('\n', status.Timeline.Select(entry => $"{entry.At:HH:mm:ss} {entry.Phase} {entry.Message}"));
}
