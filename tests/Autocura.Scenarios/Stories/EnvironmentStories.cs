using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>A change is tried on a copy, which is gone when it has ended, however it ends; and what has passed comes to its source by an incident like any other.</summary>
public sealed class EnvironmentStories
{
    private const string MoreMemory = """ "actions":[{"type":"AdjustResources","params":{"container":"checkout","memoryLimit":"512Mi"} }] """;
    private const string AllThere = """ "verification":{"successCriteria":[{"metricName":"sum(kube_deployment_status_replicas_unavailable{namespace=\"$namespace\"})","threshold":0,"comparisonOperator":"Equal","durationSeconds":60}],"timeoutSeconds":180} """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly ObjectKey Checkout = ObjectKey.Apps("deployments", "shop", "checkout");

    [Fact]
    public async Task A_change_that_passes_on_a_copy_is_told_and_the_copy_is_gone()
    {
        await using var story = await StoryHost.StartAsync();
        var before = story.Store.Find(Checkout)!["spec"]!.ToJsonString();

        await story.ApplyAsync($$"""{ {{MoreMemory}}, {{AllThere}}, "promotion": "Never" }""");
        await story.ReachAsync("Verifying", Patience);

        story.Store.Find(EnvironmentStage.Copy)!["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!["memory"]!.GetValue<string>().ShouldBe("512Mi");
        story.Names("", "services").ShouldBe(["checkout"]);
        story.Names("networking.k8s.io", "networkpolicies").ShouldBe(["autocura-no-traffic"]);
        story.Names("", "resourcequotas").ShouldBe(["autocura-environment"]);
        await story.ReachAsync("TornDown", Patience);
        story.ShouldBeGone();
        $"{story.Environment()!["status"]!["verdict"]}".ShouldBe("Recovered", story.Reason());
        story.Condition("Verified").ShouldBe("True");
        story.Condition("Ready").ShouldBe("False");
        story.Store.Find(Checkout)!["spec"]!.ToJsonString().ShouldBe(before, "the source is only read");
        story.Store.List("", "events", "shop").Select(one => $"{one["reason"]}").Where(reason => reason.StartsWith("AutocuraEnvironment", StringComparison.Ordinal)).ShouldBe(
            ["AutocuraEnvironmentCopying", "AutocuraEnvironmentApplying", "AutocuraEnvironmentVerifying", "AutocuraEnvironmentPassed", "AutocuraEnvironmentTearingDown", "AutocuraEnvironmentTornDown"],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_copy_that_breaks_does_not_pass_and_starts_no_incident()
    {
        await using var story = await StoryHost.StartAsync();

        await story.ApplyAsync($$"""{ "workloads": [{"kind":"Deployment","name":"checkout","images":{"checkout":"registry.shop.example/checkout:no-such-tag"} }], {{AllThere}} }""");
        await story.ReachAsync("TornDown", Patience);

        $"{story.Environment()!["status"]!["verdict"]}".ShouldBe("NotRecovered");
        story.Reason().ShouldContain("rollout");
        story.ShouldBeGone();
        await story.PassAsync(TimeSpan.FromMinutes(3));
        story.Store.List("autocura.cognitiva.io", "issues", "").ShouldBeEmpty();
        story.Store.List("autocura.cognitiva.io", "knowngoods", EnvironmentStage.Target).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_approved_goes_to_the_source_by_an_incident_that_is_reviewed_and_verified()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""{ {{MoreMemory}}, {{AllThere}} }""");
        await story.ReachAsync("Passed", Patience);
        story.Reason().ShouldContain("kubectl annotate parallelenvironment -n shop trial autocura.io/approve");
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop", "nobody has decided");

        story.Edit(EnvironmentStage.Key, found => (found["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/approve"] = "ana: looks good");
        await story.ReachAsync("TornDown", Patience);

        story.Condition("Promoted").ShouldBe("True", story.Reason());
        $"{story.Environment()!["status"]!["approval"]}".ShouldBe("Approved by ana (kubectl): looks good.");
        story.Store.Find(Checkout)!["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!["memory"]!.GetValue<string>().ShouldBe("512Mi");
        story.Mutations().Where(entry => entry.Key.Namespace == "shop").ShouldHaveSingleItem().Key.ShouldBe(Checkout);
        var (outcome, _) = await story.EndAsync("checkout");
        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        outcome.Reason.ShouldContain("ParallelEnvironment shop/trial has passed (Approved by ana (kubectl): looks good)");
        story.ShouldBeGone();
    }

    [Fact]
    public async Task A_promotion_that_a_guardrail_denies_changes_nothing_and_says_so()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await story.ApplyAsync($$"""{ {{MoreMemory}}, {{AllThere}}, "promotion": "Automatic" }""");

        await story.ReachAsync("Failed", Patience);

        story.Condition("Promoted").ShouldBe("False");
        story.Reason().ShouldStartWith("It passed, and was not promoted. Incident checkout-");
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop");
        story.ShouldBeGone();
    }

    [Fact]
    public async Task Overrides_of_image_variables_and_entries_are_in_the_copy_and_come_to_the_source()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""
            {
              "workloads": [{"kind":"Deployment","name":"catalog","replicas":3,"images":{"catalog":"registry.shop.example/catalog:3.1.0"},"env":[{"container":"catalog","name":"LEVEL","value":"debug"}]}],
              "config": [{"configMap":"catalog-settings","key":"CURRENCY","value":"CHF"}],
              "quota": {"pods": 8}, "egress": "Closed", {{AllThere}}, "promotion": "Automatic"
            }
            """);
        await story.ReachAsync("Verifying", Patience);
        var copy = story.Store.Find(ObjectKey.Apps("deployments", EnvironmentStage.Target, "catalog"))!;
        copy["spec"]!["replicas"]!.GetValue<int>().ShouldBe(3);
        var container = copy["spec"]!["template"]!["spec"]!["containers"]![0]!;
        $"{container["image"]}".ShouldBe("registry.shop.example/catalog:3.1.0");
        container["env"]!.AsArray().Single(variable => $"{variable!["name"]}" == "LEVEL")!["value"]!.GetValue<string>().ShouldBe("debug");
        $"{story.Store.Find(ObjectKey.Core("configmaps", EnvironmentStage.Target, "catalog-settings"))!["data"]!["CURRENCY"]}".ShouldBe("CHF");

        await story.ReachAsync("TornDown", Patience);

        story.Condition("Promoted").ShouldBe("True", story.Reason());
        $"{story.Store.Find(ObjectKey.Core("configmaps", "shop", "catalog-settings"))!["data"]!["CURRENCY"]}".ShouldBe("CHF");
        var source = story.Store.Find(ObjectKey.Apps("deployments", "shop", "catalog"))!["spec"]!;
        $"{source["template"]!["spec"]!["containers"]![0]!["image"]}".ShouldBe("registry.shop.example/catalog:3.1.0");
        source["replicas"]!.GetValue<int>().ShouldBe(2, "the number of replicas is the copy's alone");
    }

    [Fact]
    public async Task A_release_is_rolled_back_on_the_copy_of_what_has_the_history()
    {
        await using var story = await StoryHost.StartAsync();
        var now = Image(story, Checkout);
        await story.ApplyAsync($$"""{ "actions": [{"type":"RollBackRelease","params":{"toRevision":"previous"} }], {{AllThere}}, "promotion": "Never" }""");

        await story.ReachAsync("Verifying", Patience);

        Image(story, EnvironmentStage.Copy).ShouldNotBe(now);
        Image(story, Checkout).ShouldBe(now);
        await story.ReachAsync("TornDown", Patience);
        $"{story.Environment()!["status"]!["verdict"]}".ShouldBe("Recovered", story.Reason());
    }

    private static string Image(StoryHost story, ObjectKey key) => $"{story.Store.Find(key)!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]}";
}
