using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What people declare in policies and runbooks is done, and goes through the same review, verification and undo as everything else.</summary>
public sealed class PolicyStories
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");
    private static readonly ObjectKey Policy = new("autocura.cognitiva.io", "healingpolicies", "shop", "cart-policy");
    private static readonly ObjectKey Runbook = new("autocura.cognitiva.io", "runbooks", "shop", "by-the-book");

    [Fact]
    public async Task A_metric_over_its_limit_is_healed_by_the_first_rung_and_the_policy_says_so()
    {
        await using var story = await StoryHost.StartAsync();
        story.Store.Create(Policy, Healing("kube_deployment_spec_replicas", "LessThan", 4, """[{"type":"Scale","scale":{"replicas":4}},{"type":"Restart"}]"""), Actor.ApiServer);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(10));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        story.Mutations().ShouldHaveSingleItem().Key.ShouldBe(Cart, told);
        story.Store.Find(Cart)!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(4);
        told.ShouldContain("prescribed Good");
        await story.PassAsync(TimeSpan.FromMinutes(1));
        var policy = story.Store.Find(Policy)!["status"]!;
        policy["currentMetrics"]![0]!["firing"]!.GetValue<bool>().ShouldBeFalse(policy.ToJsonString());
        policy["lastHealing"].ShouldNotBeNull(policy.ToJsonString());
        policy["attempts"]!.GetValue<int>().ShouldBe(0, policy.ToJsonString());
        Condition(policy, "Ready")["reason"]!.GetValue<string>().ShouldBe("Watching");
        Condition(policy, "HealingExecuted")["reason"]!.GetValue<string>().ShouldBe("MetricsThresholdExceeded");
        var plan = story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").ShouldHaveSingleItem();
        plan["spec"]!["source"]!.GetValue<string>().ShouldBe("HealingPolicy");
        plan["spec"]!["sourceRef"]!["name"]!.GetValue<string>().ShouldBe("cart-policy");
    }

    [Fact]
    public async Task A_ladder_that_does_not_help_is_climbed_and_taken_back_and_the_policy_gives_up()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("Autocura:RecoverWithin", "00:03:00"));
        var before = story.Store.Find(Cart)!["spec"]!["replicas"]!.GetValue<int>();
        story.Store.Create(Policy, Healing("kube_deployment_spec_replicas", "LessThan", 1000, $$"""[{"type":"Scale","scale":{ "replicas": {{before}} } },{"type":"Scale","scale":{ "replicas": {{before + 1}} } },{"type":"Restart"}]""", maxAttempts: 2), Actor.ApiServer);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(60));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, told);
        story.Store.Find(Cart)!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(before, told);
        told.ShouldContain("rests until", Case.Sensitive, told);
        await story.PassAsync(TimeSpan.FromMinutes(1));
        var policy = story.Store.Find(Policy)!["status"]!;
        policy["attempts"]!.GetValue<int>().ShouldBe(2, policy.ToJsonString() + told);
        Condition(policy, "Ready")["reason"]!.GetValue<string>().ShouldBe("GivenUp");
    }

    [Fact]
    public async Task What_cannot_be_measured_calls_for_nothing_and_is_said()
    {
        await using var story = await StoryHost.StartAsync();
        story.Store.Create(Policy, Healing("no_such_metric", "GreaterThan", 1, """[{"type":"Restart"}]"""), Actor.ApiServer);

        await story.PassAsync(TimeSpan.FromMinutes(3));

        (await story.StatusAsync("cart")).ShouldBeNull();
        var ready = Condition(story.Store.Find(Policy)!["status"]!, "Ready");
        ready["reason"]!.GetValue<string>().ShouldBe("MetricsUnavailable");
        ready["message"]!.GetValue<string>().ShouldBe("load could not be measured: no series of no_such_metric is of Deployment shop/cart");
    }

    [Fact]
    public async Task A_runbook_goes_before_what_the_diagnosis_proposes_and_the_diagnosis_follows_where_it_does_not_help()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("Autocura:RecoverWithin", "00:03:00"));
        story.Store.Create(Runbook, Book("""[{"name":"Try again","action":"RestartDeployment"}]"""), Actor.ApiServer);
        await story.PlayAsync("bad-image");

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(30));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        outcome.Attempts.ShouldBeGreaterThan(1, told);
        var book = story.Store.Find(Runbook)!["status"]!;
        book["uses"]!.GetValue<int>().ShouldBe(1, told);
        book["recoveries"]?.GetValue<int>().ShouldBe(0);
        Condition(book, "Ready")["status"]!.GetValue<string>().ShouldBe("True");
        story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").Select(plan => plan["spec"]!["source"]!.GetValue<string>()).Order().ShouldBe(["Rules", "Runbook"]);
    }

    [Fact]
    public async Task A_runbook_with_a_bad_step_is_refused_before_any_incident_needs_it()
    {
        await using var story = await StoryHost.StartAsync();
        story.Store.Create(Runbook, Book("""[{"action":"ScaleDeployment","params":{"replicas":"many"}}]"""), Actor.ApiServer);

        await story.PassAsync(TimeSpan.FromSeconds(40));

        var ready = Condition(story.Store.Find(Runbook)!["status"]!, "Ready");
        ready["reason"]!.GetValue<string>().ShouldBe("InvalidStep");
        ready["message"]!.GetValue<string>().ShouldBe("It is not used: steps[0] (ScaleDeployment): parameter 'replicas' must be a whole number of 1 or more, or how many more, such as +1; it is 'many'.");
    }

    private static JsonObject Condition(JsonNode status, string type) =>
        status["conditions"]!.AsArray().Select(condition => condition!.AsObject()).First(condition => condition["type"]!.GetValue<string>() == type);

    private static JsonObject Healing(string metric, string comparison, double threshold, string actions, int maxAttempts = 3) => new()
    {
        ["apiVersion"] = "autocura.cognitiva.io/v1",
        ["kind"] = "HealingPolicy",
        ["metadata"] = new JsonObject { ["name"] = Policy.Name, ["namespace"] = "shop" },
        ["spec"] = new JsonObject
        {
            ["targetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "cart" },
            ["metrics"] = new JsonArray(new JsonObject
            {
                ["name"] = "load",
                ["type"] = "Custom",
                ["custom"] = new JsonObject { ["metricName"] = metric, ["threshold"] = threshold, ["comparisonOperator"] = comparison, ["durationSeconds"] = 30 },
            }),
            ["actions"] = JsonNode.Parse(actions),
            ["cooldownSeconds"] = 300,
            ["maxAttempts"] = maxAttempts,
        },
    };

    private static JsonObject Book(string steps) => new()
    {
        ["apiVersion"] = "autocura.cognitiva.io/v1alpha1",
        ["kind"] = "Runbook",
        ["metadata"] = new JsonObject { ["name"] = Runbook.Name, ["namespace"] = "shop" },
        ["spec"] = new JsonObject { ["trigger"] = new JsonObject { ["resourceKind"] = "Deployment" }, ["steps"] = JsonNode.Parse(steps) },
    };
}
