using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Forecasting;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Scenarios.Stories;

/// <summary>What is foreseen is told before anything breaks, and goes the way of every alert.</summary>
public sealed class ForecastStories
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

    /// <summary>What takes no part in a story of two hours looks seldom, or not at all.</summary>
    private static readonly (string, string)[] Quiet =
    [
        ("Autocura:Sweep:Every", "00:05:00"), ("Autocura:Scan:Every", "00:05:00"), ("Autocura:DashboardRefreshEvery", "01:00:00"),
        ("AzureWebJobs.PolicyScan.Disabled", "true"), ("AzureWebJobs.InstanceTimer.Disabled", "true"), ("AzureWebJobs.EnvironmentTimer.Disabled", "true"),
        ("AzureWebJobs.ApprovalWatch.Disabled", "true"), ("AzureWebJobs.SuspensionTimer.Disabled", "true"), ("Autocura:MeasureOver", "00:02:00"), ("Autocura:MeasureEvery", "00:00:30"),
    ];

    [Fact]
    public async Task A_workload_that_has_too_few_replicas_for_what_comes_is_scaled_before_anybody_complains()
    {
        await using var story = await StoryHost.StartAsync();
        await story.PassAsync(TimeSpan.FromMinutes(4));
        story.Edit(Cart, cart => cart["metadata"]!["annotations"] = new JsonObject { ["autocura.io/threshold"] = "2", ["autocura.io/minReplicas"] = "5", ["autocura.io/maxReplicas"] = "5" });

        var answer = (await story.Http.GetFromJsonAsync<JsonObject>("api/forecasts/shop/cart"))!;
        answer["replicas"]!.GetValue<int>().ShouldBe(5, answer.ToJsonString());
        answer["fresh"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
        (await story.Http.GetStringAsync("metrics")).ShouldContain("autocura_forecast_recommended_replicas{cluster=\"simulated\",namespace=\"shop\",kind=\"Deployment\",workload=\"cart\"} 5\n");
        (await story.Http.GetAsync("api/forecasts/shop/catalog")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        var told = string.Join('\n', status.Timeline.Select(entry => entry.Message));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        story.Mutations().ShouldHaveSingleItem().Key.ShouldBe(Cart, told);
        story.Store.Find(Cart)!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(5, told);
        story.Store.List("autocura.cognitiva.io", "remediationplans", "shop").ShouldHaveSingleItem()["spec"]!["source"]!.GetValue<string>().ShouldBe("Forecast");
    }

    /// <summary>cart 1.9.0 leaks: from its start to its limit it takes two and a half hours.</summary>
    [Fact]
    public async Task A_leak_is_foreseen_and_cured_before_any_container_is_killed()
    {
        await using var story = await LongAsync();
        var began = story.Now;
        Release(story);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromHours(2));

        var told = string.Join('\n', status.Timeline.Select(entry => $"{entry.At:HH:mm:ss} {entry.Message}"));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, told);
        status.Causes[0].Cause.ShouldBe(Cause.MemoryLeak, told);
        story.Mutations().ShouldHaveSingleItem().Key.ShouldBe(Cart, told);
        (outcome.OpenedAt - began).ShouldBeInRange(TimeSpan.FromMinutes(72), TimeSpan.FromMinutes(110), told);
        story.Store.List("autocura.cognitiva.io", "anomalies", "shop").Select(anomaly => anomaly["spec"]!["labels"]!["alertname"]!.GetValue<string>()).Distinct().ShouldBe(["ExhaustionAhead"]);
        story.Store.List("", "pods", "shop").SelectMany(pod => pod["status"]!["containerStatuses"]!.AsArray()).Sum(container => container!["restartCount"]!.GetValue<int>()).ShouldBe(0, told);
        await story.PassAsync(TimeSpan.FromMinutes(2));
        (await MemoryAsync(story)).ShouldBeLessThan(0.6, "fresh pods, or those of the release before");
    }

    [Fact]
    public async Task Without_forecasts_nobody_knows_of_a_leak_before_it_hurts()
    {
        await using var story = await LongAsync(("AzureWebJobs.CapacityForecast.Disabled", "true"));
        Release(story);

        await story.PassAsync(TimeSpan.FromMinutes(112));

        (await story.StatusAsync("cart")).ShouldBeNull();
        story.Mutations().ShouldBeEmpty();
        (await MemoryAsync(story)).ShouldBeGreaterThan(0.85);
    }

    /// <summary>Metrics every quarter of a minute are kept for four hours, and no rule of theirs alerts; what replays is told elsewhere.</summary>
    private static async Task<StoryHost> LongAsync(params (string, string)[] settings)
    {
        var story = await StoryHost.BeginAsync(StoryHost.Options(OperatingMode.Auto, [.. Quiet, .. settings]) with
        {
            ConfigureMetrics = metrics => metrics with { ScrapeInterval = TimeSpan.FromSeconds(15), Retention = TimeSpan.FromHours(4), RuleFiles = new Dictionary<string, string>() },
            Paranoid = false,
        });
        await story.PassAsync(TimeSpan.FromMinutes(2));
        return story;
    }

    private static void Release(StoryHost story) =>
        story.Edit(Cart, cart => cart["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "registry.shop.example/cart:1.9.0");

    /// <summary>The largest share of its limit that a pod of cart uses.</summary>
    private static async Task<double> MemoryAsync(StoryHost story)
    {
        var query = Uri.EscapeDataString(new ForecastOptions().Memory.Replace("$of", "namespace=\"shop\",pod=~\"cart-.*\"", StringComparison.Ordinal));
        using var prometheus = new HttpClient { BaseAddress = story.Prometheus };
        var result = (await prometheus.GetFromJsonAsync<JsonObject>($"api/v1/query?query={query}"))!["data"]!["result"]!.AsArray();
        return result.Max(series => double.Parse(series!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_example_for_keda_is_taken_by_an_api_server_that_knows_it()
    {
        await using var story = await StoryHost.StartAsync();

        foreach (var example in Repository.Files("infra/keda", "*.yaml").SelectMany(file => YamlTree.ParseAll(Repository.Read(file)).OfType<JsonObject>()).Where(example => example["kind"]!.GetValue<string>() == "ScaledObject"))
        {
            await story.CreateAsync(example);
        }

        story.Store.List("keda.sh", "scaledobjects", "shop").ShouldHaveSingleItem()["spec"]!["triggers"]![0]!["metadata"]!["valueLocation"]!.GetValue<string>().ShouldBe("replicas");
    }
}
