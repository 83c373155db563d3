using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Stories;

/// <summary>What holds an allowed plan back in the moment of acting, across any number of hosts.</summary>
public sealed class BrakeStories
{
    private const string Own = "autocura-cognitiva";

    private static readonly ObjectKey Control = ObjectKey.Core("configmaps", Own, "autocura-control");
    private static readonly ObjectKey Checkout = ObjectKey.Apps("deployments", "shop", "checkout");

    [Fact]
    public async Task One_word_in_one_object_stops_everything_before_it_begins()
    {
        await using var story = await StoryHost.StartAsync();
        Stop(story, "true");

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("Everything is stopped: stop in ConfigMap autocura-cognitiva/autocura-control of cluster simulated is \"true\".");
        story.Mutations().ShouldBeEmpty();
        Held(story).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopped_between_a_remedy_and_its_undo_the_cluster_is_left_as_it_is_and_handed_over()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PlayAsync("crash-after-release");
        await story.PassAsync(TimeSpan.FromSeconds(4));
        story.Edit(Checkout, checkout => checkout["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["note"] = "released again, with the same fault" });
        await story.ReachAsync("checkout", status => status.Phase == IncidentPhase.Verifying, TimeSpan.FromMinutes(5));
        var generation = Generation(story);

        Stop(story, "true");
        var (outcome, _) = await story.EndAsync("checkout", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("could not be taken back: Everything is stopped");
        story.Mutations().ShouldHaveSingleItem();
        Generation(story).ShouldBe(generation);
        Held(story).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_hosts_that_look_after_one_cluster_one_acts()
    {
        await using var story = await StoryHost.StartAsync();
        var second = await story.JoinAsync("second");

        await story.PlayAsync("bad-image");
        var alert = await story.FiringAsync("cart");
        await story.PostAsync(alert);
        await story.PostAsync(second.Url, alert);
        await story.EndAsync("cart", TimeSpan.FromMinutes(15));
        await story.PassAsync(TimeSpan.FromMinutes(15));

        var theirs = await second.Engine.Client.GetInstanceAsync(StoryHost.Workload("cart").InstanceId, getInputsAndOutputs: true);
        theirs.ShouldNotBeNull("the second host did not notice");
        theirs.IsCompleted.ShouldBeTrue();
        story.Mutations().ShouldHaveSingleItem();
        Held(story).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_remedy_spent_and_what_came_of_it_stands_in_the_cluster()
    {
        await using var story = await StoryHost.StartAsync();

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        var entry = Book(story).Entries.ShouldHaveSingleItem();
        entry.Targets.ShouldBe(["Deployment shop/cart"]);
        entry.Result.ShouldBe(BrakeResult.Helped);
        Held(story).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_every_workload_bad_at_once_no_more_is_done_than_the_budget_allows()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("Autocura:Review:ActionsPerNamespace", "2"), ("Autocura:ApprovalTimeout", "00:05:00"));

        foreach (var name in (string[])["frontend", "cart", "catalog", "checkout", "payment"])
        {
            story.Edit(ObjectKey.Apps("deployments", "shop", name), found => found["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = $"registry.example/{name}:no-such-tag");
        }

        await story.PassAsync(TimeSpan.FromMinutes(25));

        story.Mutations().Count.ShouldBeInRange(1, 2);
        Held(story).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_changes_the_object_meanwhile_cancels_what_is_pending()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Approve);
        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(3));
        story.Edit(ObjectKey.Apps("deployments", "shop", "cart"), cart => cart["spec"]!["minReadySeconds"] = 1);

        await story.Engine.Client.RaiseEventAsync(StoryHost.Workload("cart").InstanceId, Orchestrations.EventNames.Approval, new Approval(waiting.Plan!.Id, Approved: true, "ana"));
        var next = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval && status.Plan!.Id != waiting.Plan.Id, TimeSpan.FromMinutes(5));

        next.Timeline.ShouldContain(entry => entry.Message.Contains("was changed since the plan was judged"));
        story.Mutations().ShouldBeEmpty();
    }

    private static void Stop(StoryHost story, string word) => story.Store.Create(
        Control,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = Control.Name, ["namespace"] = Own },
            ["data"] = new JsonObject { ["stop"] = word },
        },
        ApplicationInstallation.Developer("kubectl-create"));

    private static long Generation(StoryHost story) => story.Store.List("apps", "deployments", "shop").Single(found => found.Name() == "checkout")["metadata"]!["generation"]!.GetValue<long>();

    private static BrakeLedger Book(StoryHost story) =>
        JsonSerializer.Deserialize<BrakeLedger>(story.Store.List("", "configmaps", Own).Single(found => found.Name() == "autocura-brake")["data"]!["ledger"]!.GetValue<string>())!;

    /// <summary>Locks that somebody holds.</summary>
    private static IReadOnlyList<string> Held(StoryHost story) =>
        [.. story.Store.List("coordination.k8s.io", "leases", Own).Select(lease => lease["spec"]!["holderIdentity"]?.GetValue<string>()).OfType<string>()];
}
