using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>Several clusters: each has its own trouble, and none waits for another's.</summary>
public sealed class ClusterStories
{
    [Fact]
    public async Task A_cluster_that_never_answers_does_not_hold_up_the_healing_of_another()
    {
        using var west = new SilentServer();
        await using var story = await StartAsync(west);

        await story.PlayAsync("bad-image");
        var firing = await story.FiringAsync("cart");
        var batches = await story.PostAsync(Labelled(firing, "west"), Labelled(firing, SimulatedCluster.Name));
        batches.Count.ShouldBe(2, "each cluster's alerts travel on their own");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        story.Mutations().ShouldHaveSingleItem();
        var health = (await story.Http.GetFromJsonAsync<JsonObject>("api/health"))!["clusters"]!.AsArray();
        health.Select(cluster => (cluster!["name"]!.GetValue<string>(), cluster["answers"]!.GetValue<bool>())).ShouldBe([(SimulatedCluster.Name, true), ("west", false)]);

        await story.PassAsync(TimeSpan.FromMinutes(4));
        var given = (await story.Http.GetFromJsonAsync<JsonObject>(batches[0]))!;
        given["runtimeStatus"]!.GetValue<string>().ShouldBe("Failed", "nothing is taken for done that a silent cluster was never asked");
        given["output"]!.ToJsonString().ShouldContain("cluster west");
        story.Mutations().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_alert_about_an_unknown_cluster_is_kept_as_not_actionable_and_nothing_is_done_anywhere()
    {
        using var west = new SilentServer();
        await using var story = await StartAsync(west);

        await story.PlayAsync("bad-image");
        await story.PostAsync(Labelled(await story.FiringAsync("cart"), "north"));
        await story.PassAsync(TimeSpan.FromMinutes(3));

        story.Mutations().ShouldBeEmpty();
        (await story.StatusAsync("cart")).ShouldBeNull();
        story.Store.List("autocura.cognitiva.io", "anomalies", "autocura-cognitiva")
            .Select(anomaly => anomaly["spec"]!["reason"]!.GetValue<string>())
            .ShouldContain($"It is about cluster 'north', and none of that name is known: there is '{SimulatedCluster.Name}', 'west' (settings Cluster:Name and Clusters).");
    }

    private static Task<StoryHost> StartAsync(SilentServer west) => StoryHost.StartAsync(
        OperatingMode.Auto, ("Clusters:west:Kubeconfig", west.Kubeconfig), ("Clusters:west:Timeout", "00:00:00.3"), ("Clusters:west:Patience", "00:00:00.6"), ("AzureWebJobs.ClusterSweep.Disabled", "true"));

    private static JsonObject Labelled(JsonObject firing, string cluster)
    {
        var alert = (JsonObject)firing.DeepClone();
        alert["labels"]!["cluster"] = cluster;
        return alert;
    }
}
