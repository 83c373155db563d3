using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Settings;

namespace Autocura.Scenarios.Stories;

/// <summary>What an administrator writes into the ConfigMap holds for what begins after it, without a restart.</summary>
public sealed class SettingsStories
{
    private static readonly ObjectKey Map = ObjectKey.Core("configmaps", "autocura-cognitiva", LiveSettings.Name);
    private const string Planning = "planning.properties";

    [Fact]
    public async Task The_next_incident_goes_by_what_is_written_and_keeps_it_to_its_end()
    {
        await using var story = await StoryHost.StartAsync();
        Write(story, "simulation_iterations=100", Planning);
        await story.PassAsync(LiveSettings.Interval);

        await story.PlayAsync("crash-after-release");
        await story.PassAsync(TimeSpan.FromSeconds(4));
        story.Edit(ObjectKey.Apps("deployments", "shop", "checkout"), checkout => checkout["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["note"] = "released again, with the same fault" });
        await story.ReachAsync("checkout", status => status.Phase == IncidentPhase.Verifying, TimeSpan.FromMinutes(5));
        story.Edit(Map, map => map["data"]![Planning] = "simulation_iterations=50");
        var (outcome, _) = await story.EndAsync("checkout", TimeSpan.FromMinutes(15));

        outcome.Attempts.ShouldBe(2, outcome.Reason);
        var iterations = story.Store.List("autocura.cognitiva.io", "remediationplans", "shop")
            .SelectMany(plan => plan["spec"]!["candidates"]!.AsArray()).Select(candidate => candidate!["simulation"]?["iterations"]?.GetValue<int>()).OfType<int>().ToList();
        iterations.Count.ShouldBeGreaterThan(1);
        iterations.ShouldAllBe(count => count == 100);
    }

    [Fact]
    public async Task What_holds_and_what_is_wrong_is_shown()
    {
        await using var story = await StoryHost.StartAsync();
        Write(story, "confidence_threshold=often\nmax_diagnosis_depth=3");
        await story.PassAsync(LiveSettings.Interval);

        var answer = (await story.Http.GetFromJsonAsync<JsonObject>("api/settings"))!;

        answer["problems"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldStartWith("confidence_threshold is 'often'");
        var shown = answer["settings"]!.AsArray().ToDictionary(setting => setting!["name"]!.GetValue<string>(), setting => setting!["value"]!.GetValue<string>());
        (shown["confidence_threshold"], shown["max_diagnosis_depth"]).ShouldBe(("0.5", "3"));
    }

    [Fact]
    public async Task The_cluster_is_looked_at_as_often_as_is_written()
    {
        await using var story = await StoryHost.StartAsync();
        var usual = await LooksAsync(story);
        Write(story, "collection_interval=120", "monitoring.properties");
        await story.PassAsync(TimeSpan.FromMinutes(2));

        (usual, await LooksAsync(story)).ShouldBe((8, 2));
    }

    /// <summary>How often the deployments of all namespaces were listed by this system's sweep in four minutes.</summary>
    private static async Task<int> LooksAsync(StoryHost story)
    {
        var looks = 0;
        for (var left = 16; left > 0; left--)
        {
            var before = await SweptAsync(story);
            await story.PassAsync(TimeSpan.FromSeconds(15));
            looks += await SweptAsync(story) == before ? 0 : 1;
        }

        return looks;
    }

    private static async Task<DateTimeOffset?> SweptAsync(StoryHost story) => (await story.Engine.Client.GetInstanceAsync("sweep-simulated"))?.CreatedAt;

    private static void Write(StoryHost story, string settings, string file = "diagnosis.properties") => story.Store.Create(
        Map,
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = Map.Name, ["namespace"] = Map.Namespace }, ["data"] = new JsonObject { [file] = settings } },
        Actor.ApiServer);
}
