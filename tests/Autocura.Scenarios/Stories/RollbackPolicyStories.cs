using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>A release under a RollbackPolicy, from the release to the verdict.</summary>
public sealed class RollbackPolicyStories
{
    private const string Good = "registry.shop.example/payment:1.3.1";

    private static readonly ObjectKey Payment = ObjectKey.Apps("deployments", "shop", "payment");
    private static readonly ObjectKey Policy = new("autocura.cognitiva.io", "rollbackpolicies", "shop", "payment-releases");

    [Fact]
    public async Task A_release_that_fails_a_little_more_is_rolled_back_and_held_to_its_criteria()
    {
        await using var story = await StoryHost.StartAsync();
        await ApplyAsync(story);

        Release(story, "registry.shop.example/payment:1.4.0");
        await story.PassAsync(TimeSpan.FromSeconds(80));
        Probability(story).ShouldBeGreaterThan(0.5);
        var (outcome, status) = await story.EndAsync("payment", TimeSpan.FromMinutes(10));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Measurements.ShouldContain(line => line.Contains("success_rate > 0.99 holds", StringComparison.Ordinal), string.Join(" | ", status.Measurements));
        status.Plan!.Steps.ShouldHaveSingleItem().ShouldStartWith("RollBackRelease");
        status.Plan.Strategy.ShouldContain("is worse with probability");
        Image(story).ShouldBe(Good);
        story.Mutations().ShouldHaveSingleItem();

        await story.PassAsync(TimeSpan.FromMinutes(2));
        var policy = story.Store.Find(Policy)!;
        Condition(policy, "RolledBack").ShouldBe("True");
        Condition(policy, "Progressing").ShouldBe("False");
        policy["status"]!["lastRollback"].ShouldNotBeNull();
        policy["status"]!["observations"]!.AsArray().Count.ShouldBeGreaterThan(1);
        story.Store.List("autocura.cognitiva.io", "issues", "shop").ShouldHaveSingleItem()["status"]!["state"]!.GetValue<string>().ShouldBe("Resolved");
        story.Mutations().ShouldHaveSingleItem("a release that came back is not judged");
    }

    [Fact]
    public async Task A_release_that_is_as_good_as_the_one_before_is_left_alone()
    {
        await using var story = await StoryHost.StartAsync();
        await ApplyAsync(story);

        story.Edit(Payment, payment => payment["spec"]!["template"]!["metadata"]!["labels"]!["release"] = "b");
        await story.PassAsync(TimeSpan.FromMinutes(4));
        Probability(story).ShouldBeLessThan(0.3);
        await story.PassAsync(TimeSpan.FromMinutes(2));

        Condition(story.Store.Find(Policy)!, "Progressing").ShouldBe("False");
        (await story.StatusAsync("payment")).ShouldBeNull();
        story.Mutations().ShouldBeEmpty();
    }

    private static async Task ApplyAsync(StoryHost story)
    {
        var policy = JsonNode.Parse("""
            {
              "apiVersion": "autocura.cognitiva.io/v1", "kind": "RollbackPolicy", "metadata": { "name": "payment-releases", "namespace": "shop" },
              "spec": {
                "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "payment" },
                "metrics": [
                  { "name": "error_rate", "weight": 0.5, "threshold": 0.01, "comparisonOperator": "GreaterThan" },
                  { "name": "latency_p95", "weight": 0.2, "threshold": 500, "comparisonOperator": "GreaterThan" },
                  { "name": "success_rate", "weight": 0.3, "threshold": 0.99, "comparisonOperator": "LessThan" }
                ],
                "probabilityThreshold": 0.7,
                "observationWindowSeconds": 300,
                "successCriteria": { "metricName": "success_rate", "threshold": 0.99, "comparisonOperator": "GreaterThan", "durationSeconds": 60 }
              }
            }
            """)!.AsObject();
        story.Store.Create(Policy, policy, ApplicationInstallation.Developer("kubectl-client-side-apply"));
        await story.PassAsync(TimeSpan.FromMinutes(1));
    }

    private static void Release(StoryHost story, string image) =>
        story.Edit(Payment, payment => payment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = image);

    private static string Image(StoryHost story) => story.Store.Find(Payment)!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>();

    private static double Probability(StoryHost story) => story.Store.Find(Policy)!["status"]!["currentProbability"]!.GetValue<double>();

    private static string Condition(JsonObject policy, string type) =>
        policy["status"]!["conditions"]!.AsArray().Single(condition => condition!["type"]!.GetValue<string>() == type)!["status"]!.GetValue<string>();
}
