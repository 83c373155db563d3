using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Scenarios.Stories;

/// <summary>Every ending of a parallel environment that is not its verdict: its time is over, somebody deletes or changes it, it is refused, or others use its namespace.</summary>
public sealed class EnvironmentEndStories
{
    /// <summary>A criterion that is never met, so that it goes on until something else ends it.</summary>
    private const string Endless = """ "verification":{"successCriteria":[{"metricName":"vector(0)","threshold":1}],"timeoutSeconds":86400} """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly Actor Developer = ApplicationInstallation.Developer("kubectl");

    [Fact]
    public async Task When_its_time_is_over_the_copy_is_gone()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""{ {{Endless}}, "ttlSeconds": 120 }""");

        await story.ReachAsync("Verifying", Patience);
        await story.ReachAsync("TornDown", TimeSpan.FromMinutes(3));

        story.Reason().ShouldBe("Its time was over after 120 s.");
        story.ShouldBeGone();
    }

    [Fact]
    public async Task A_passed_copy_that_nobody_decides_on_is_gone_when_its_time_is_over()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync("""{ "actions": [{"type":"RestartWorkload"}], "ttlSeconds": 300 }""");

        await story.ReachAsync("Passed", Patience);
        await story.ReachAsync("TornDown", Patience);

        story.Reason().ShouldBe("Nobody decided. Its time was over after 300 s.");
        story.ShouldBeGone();
    }

    [Fact]
    public async Task A_promotion_that_is_rejected_changes_nothing()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync("""{ "actions": [{"type":"RestartWorkload"}] }""");
        await story.ReachAsync("Passed", Patience);

        story.Edit(EnvironmentStage.Key, found => (found["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/reject"] = "ben: not today");
        await story.ReachAsync("TornDown", Patience);

        story.Reason().ShouldBe("Rejected by ben (kubectl): not today.");
        story.Condition("Promoted").ShouldBe("False");
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop");
        story.ShouldBeGone();
    }

    [Fact]
    public async Task An_object_that_is_deleted_midway_takes_its_copy_with_it()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""{ {{Endless}} }""");
        await story.ReachAsync("Verifying", Patience);

        story.Store.Delete(EnvironmentStage.Key, Developer);
        story.Environment().ShouldNotBeNull("its copy is still there");
        await story.PassAsync(TimeSpan.FromMinutes(2));

        story.Environment().ShouldBeNull();
        story.ShouldBeGone();
    }

    [Fact]
    public async Task An_object_that_is_changed_midway_begins_anew()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""{ {{Endless}} }""");
        await story.ReachAsync("Verifying", Patience);

        story.Edit(EnvironmentStage.Key, found => found["spec"]!["workloads"]![0]!["name"] = "cart");
        await story.UntilAsync(() => Task.FromResult(story.Names("apps", "deployments") is ["cart"]), Patience, "the copy is another", () => $"{story.Environment()?["status"]}");

        $"{story.Environment()!["status"]!["observedGeneration"]}".ShouldBe("2");
    }

    [Theory]
    [InlineData("""{ "actions": [{"type":"MakeItFast"}] }""", "There is no remediation action 'MakeItFast'; there are AdjustAutoscaler,")]
    [InlineData("""{ "targetNamespace": "kube-system" }""", "The namespace kube-system is protected: nothing is copied from it or into it.")]
    [InlineData("""{ "sourceNamespace": "autocura-cognitiva" }""", "The namespace autocura-cognitiva is protected: nothing is copied from it or into it.")]
    [InlineData("""{ "sourceNamespace": "default" }""", "The namespace default does not allow environments in shop to copy it: its annotation autocura.io/copyable-from must name shop.")]
    [InlineData("""{ "actions": [{"type":"CordonNode","target":{"kind":"Node","name":"node-1"}}] }""", "CordonNode is to change Node shop/node-1, which is not copied")]
    [InlineData("""{ "actions": [{"type":"ScaleWorkload","params":{"replicas":"many"}}] }""", "ScaleWorkload on Deployment checkout cannot be done to the copy: ")]
    [InlineData("""{ "workloads": [{"kind":"Deployment","name":"nobody"}] }""", "Deployment shop/nobody does not exist.")]
    [InlineData("""{ "workloads": [{"kind":"Deployment","name":"checkout","images":{"sidecar":"x"}}] }""", "Deployment shop/checkout: There is no container 'sidecar'; there are checkout.")]
    [InlineData("""{ "config": [{"configMap":"other","key":"a","value":"b"}] }""", "config names ConfigMap other, which is not copied: none of the workloads uses it.")]
    public async Task What_cannot_be_is_refused_with_the_reason(string spec, string reason)
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync(spec);

        await story.ReachAsync("Failed", Patience);

        story.Reason().ShouldStartWith(reason);
        story.Condition("Ready").ShouldBe("False");
        story.ShouldBeGone();
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop" && entry.Key.Namespace != "kube-system");
    }

    [Fact]
    public async Task A_namespace_in_which_others_run_is_not_used()
    {
        await using var story = await StoryHost.StartAsync();
        Make(story, EnvironmentStage.Shadow, "v1", "Namespace");
        Make(story, ObjectKey.Core("pods", EnvironmentStage.Target, "theirs"), "v1", "Pod", """{"containers":[{"name":"theirs","image":"registry.shop.example/cart:1.8.0"}]}""");
        await story.ApplyAsync("{}");

        await story.ReachAsync("Failed", Patience);

        story.Reason().ShouldBe("Namespace shop-shadow was not made for this environment and is in use: Pod shop-shadow/theirs. Choose another targetNamespace.");
        story.Store.Find(EnvironmentStage.Shadow)!["metadata"]!["labels"]?["autocura.io/environment"].ShouldBeNull();
        story.Names("", "pods").ShouldBe(["theirs"]);
    }

    [Fact]
    public async Task A_namespace_that_was_there_stays_without_the_copy()
    {
        await using var story = await StoryHost.StartAsync();
        Make(story, EnvironmentStage.Shadow, "v1", "Namespace");
        await story.ApplyAsync("{}");

        await story.ReachAsync("TornDown", Patience);

        story.Store.Find(EnvironmentStage.Shadow)!["metadata"]!["labels"]?["autocura.io/environment"].ShouldBeNull();
        story.Names("apps", "deployments").ShouldBeEmpty();
        story.Names("", "services").ShouldBeEmpty();
        story.Names("", "resourcequotas").ShouldBeEmpty();
        story.Names("networking.k8s.io", "networkpolicies").ShouldBeEmpty();
        story.Environment()!["status"]!["left"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_namespace_that_somebody_else_has_used_meanwhile_stays_with_what_is_theirs()
    {
        await using var story = await StoryHost.StartAsync();
        await story.ApplyAsync($$"""{ {{Endless}}, "ttlSeconds": 180 }""");
        await story.ReachAsync("Verifying", Patience);
        Make(story, ObjectKey.Core("configmaps", EnvironmentStage.Target, "theirs"), "v1", "ConfigMap");

        await story.ReachAsync("Failed", Patience);

        story.Reason().ShouldBe("Its time was over after 180 s. Not everything was removed: Namespace shop-shadow stays: ConfigMap shop-shadow/theirs was put there by somebody else.");
        story.Names("", "configmaps").ShouldContain("theirs");
        story.Names("apps", "deployments").ShouldBeEmpty();
        story.Environment()!["metadata"]!["finalizers"]?.AsArray().ShouldBeEmpty();
    }

    private static void Make(StoryHost story, ObjectKey key, string version, string kind, string? spec = null)
    {
        var made = new JsonObject { ["apiVersion"] = version, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = key.Name } };
        if (key.Namespace is not null)
        {
            made["metadata"]!["namespace"] = key.Namespace;
        }

        if (spec is not null)
        {
            made["spec"] = JsonNode.Parse(spec);
        }

        story.Store.Create(key, made, Developer);
    }
}
