using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Scenarios.Stories;

/// <summary>What is foreseen is told before anything breaks, and goes the way of every alert.</summary>
public sealed class ForecastStories
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

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
