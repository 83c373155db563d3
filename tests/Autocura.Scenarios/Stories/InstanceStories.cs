using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Settings;
using Autocura.Signals;

namespace Autocura.Scenarios.Stories;

/// <summary>An Instance says what is watched and how often; a change of it, and its end, take effect while the system runs.</summary>
public sealed class InstanceStories
{
    private const string Own = "autocura-cognitiva";
    private static readonly ObjectKey Main = new("autocura.cognitiva.io", "instances", Own, "main");

    [Fact]
    public async Task What_is_watched_follows_the_instance_until_it_is_gone()
    {
        await using var story = await StoryHost.StartAsync();
        Apply(story, target: "catalog", interval: "60s");
        await story.PassAsync(TimeSpan.FromSeconds(75));
        Status(story)["watchedWorkloads"]!.GetValue<int>().ShouldBe(1);

        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(2));
        (await SeenAsync(story)).ShouldBeEmpty();
        (await LooksAsync(story)).ShouldBe(4);

        story.Edit(Main, main => main["spec"]!["watcher"]!["targets"]![0]!["deployment"] = "gone");
        await story.PassAsync(TimeSpan.FromMinutes(1));
        Status(story)["conditions"]!.AsArray().Select(one => $"{one!["reason"]}").ShouldContain("TargetMissing");

        story.Store.Delete(Main, Actor.ApiServer);
        await story.PassAsync(LiveSettings.Interval);
        (await LooksAsync(story)).ShouldBe(8);
    }

    [Fact]
    public async Task What_has_become_a_target_is_seen()
    {
        await using var story = await StoryHost.StartAsync(Incidents.OperatingMode.Observe);
        Apply(story, target: "catalog", interval: "15s");
        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(1));
        (await SeenAsync(story)).ShouldBeEmpty();

        story.Edit(Main, main => main["spec"]!["watcher"]!["targets"]![0]!["deployment"] = "cart");
        await story.PassAsync(TimeSpan.FromMinutes(1));

        (await SeenAsync(story)).ShouldNotBeEmpty();
        (await SeenAsync(story)).ShouldAllBe(condition => condition.Subject.Name.StartsWith("cart"));
    }

    [Fact]
    public async Task What_pods_tell_of_themselves_stands_in_the_insight_once_somebody_allows_it()
    {
        await using var story = await StoryHost.StartAsync();
        Apply(story, target: "catalog", interval: "30s", metricsPort: 8080);
        await story.PassAsync(TimeSpan.FromSeconds(45));
        Watching(story)["reason"]!.GetValue<string>().ShouldBe("ScrapeRefused");
        Watching(story)["message"]!.GetValue<string>().ShouldContain("infra/kubernetes/rbac/scraping");

        Allow(story);
        await story.PassAsync(TimeSpan.FromMinutes(2));
        Watching(story)["reason"]!.GetValue<string>().ShouldBe("Targets");

        await story.PlayAsync("out-of-memory");
        await story.EndAsync("catalog", TimeSpan.FromMinutes(15));

        var told = story.Store.List("autocura.cognitiva.io", "aiinsights", "shop").Single()["status"]!["scraped"]!.AsArray().Select(line => $"{line}").ToList();
        told.ShouldContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^process_resident_memory_bytes: [0-9.]+E\+08, before [0-9.]+E\+08$"), string.Join('\n', told));
    }

    private static JsonNode Watching(StoryHost story) => Status(story)["conditions"]!.AsArray().Single(one => $"{one!["type"]}" == "Watching")!;

    /// <summary>What infra/kubernetes/rbac/scraping says.</summary>
    private static void Allow(StoryHost story)
    {
        const string rbac = "rbac.authorization.k8s.io";
        story.Store.Create(
            new ObjectKey(rbac, "clusterroles", null, "autocura-pod-scraper"),
            new JsonObject
            {
                ["apiVersion"] = $"{rbac}/v1",
                ["kind"] = "ClusterRole",
                ["metadata"] = new JsonObject { ["name"] = "autocura-pod-scraper" },
                ["rules"] = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray(""), ["resources"] = new JsonArray("pods/proxy"), ["verbs"] = new JsonArray("get") }),
            },
            Actor.ApiServer);
        story.Store.Create(
            new ObjectKey(rbac, "rolebindings", "shop", "autocura-pod-scraper"),
            new JsonObject
            {
                ["apiVersion"] = $"{rbac}/v1",
                ["kind"] = "RoleBinding",
                ["metadata"] = new JsonObject { ["name"] = "autocura-pod-scraper", ["namespace"] = "shop" },
                ["roleRef"] = new JsonObject { ["apiGroup"] = rbac, ["kind"] = "ClusterRole", ["name"] = "autocura-pod-scraper" },
                ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "autocura", ["namespace"] = Own }),
            },
            Actor.ApiServer);
    }

    /// <summary>How often the cluster was looked at in four minutes.</summary>
    private static async Task<int> LooksAsync(StoryHost story)
    {
        var looks = 0;
        for (var left = 16; left > 0; left--)
        {
            var before = (await story.Engine.Client.GetInstanceAsync("sweep-simulated"))!.CreatedAt;
            await story.PassAsync(TimeSpan.FromSeconds(15));
            looks += (await story.Engine.Client.GetInstanceAsync("sweep-simulated"))!.CreatedAt == before ? 0 : 1;
        }

        return looks;
    }

    private static async Task<IReadOnlyList<StandingCondition>> SeenAsync(StoryHost story) =>
        (await story.Engine.Client.GetInstanceAsync("sweep-simulated", getInputsAndOutputs: true))!.ReadOutputAs<SweepReport>()!.Memory.Standing;

    private static JsonNode Status(StoryHost story) => story.Store.Find(Main)!["status"]!;

    private static void Apply(StoryHost story, string target, string interval, int metricsPort = 0) => story.Store.Create(
        Main,
        new JsonObject
        {
            ["apiVersion"] = "autocura.cognitiva.io/v1alpha1",
            ["kind"] = "Instance",
            ["metadata"] = new JsonObject { ["name"] = Main.Name, ["namespace"] = Own, ["generation"] = 1 },
            ["spec"] = new JsonObject
            {
                ["provider"] = "Deterministic",
                ["watcher"] = new JsonObject { ["enabled"] = true, ["interval"] = interval, ["targets"] = new JsonArray(new JsonObject { ["deployment"] = target, ["namespace"] = "shop", ["metricsPort"] = metricsPort }) },
            },
        },
        Actor.ApiServer);
}
