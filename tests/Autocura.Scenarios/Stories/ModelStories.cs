using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Incidents;
using Autocura.Ledger.Training;
using Autocura.Signals.Training;

namespace Autocura.Scenarios.Stories;

/// <summary>The life of the models: trained on what the shop's services do, kept in the cluster, and served.</summary>
public sealed class ModelStories
{
    [Fact]
    public async Task A_detector_that_was_not_trained_yet_says_that_it_warms_up()
    {
        await using var story = await StoryHost.BeginAsync(StoryHost.Options(OperatingMode.Observe));
        var (status, answer) = await GetAsync(story, "v2/models/anomaly-detector/ready");
        (status, answer["ready"]!.GetValue<bool>(), $"{answer["error"]}").ShouldBe((HttpStatusCode.ServiceUnavailable, false, "warming up: it has not been trained yet."));
        (await GetAsync(story, "v2/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(story, "v2/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_detector_that_was_trained_is_kept_in_the_cluster_and_judges_over_http()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, ("AzureWebJobs.ModelTraining.Disabled", "false"));
        var (status, answer) = await GetAsync(story, "v2/models/anomaly-detector/ready");
        (status, answer["ready"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, true));

        var request = new { id = "7", inputs = new[] { new { name = "input-0", shape = new[] { 2, 10 }, datatype = "FP32", data = new[] { new double[10], [0, 0, 0, 0, 0, 0, 0, 90, 90, 90] } } } };
        using var inferred = await story.Http.PostAsJsonAsync(new Uri("v2/models/anomaly-detector/infer", UriKind.Relative), request);
        var outputs = (await inferred.Content.ReadFromJsonAsync<JsonObject>())!["outputs"]!.AsArray();
        var scores = outputs[0]!["data"]!.AsArray().Select(score => score!.GetValue<double>()).ToList();
        scores[1].ShouldBeGreaterThan(scores[0] + 0.1, "a leap of ninety spreads, beside a series that stands at its median");

        var kept = story.Store.List("", "configmaps", "autocura-cognitiva").Where(map => $"{map["metadata"]!["name"]}".StartsWith($"{ModelStore.Name}-", StringComparison.Ordinal));
        var models = kept.SelectMany(map => map["data"]!.AsObject()).Select(entry => ModelText.ReadSeries($"{entry.Value}").ShouldNotBeNull()).ToList();
        models.Select(model => $"{model.Key}").ShouldContain("shop/cart Latency");
        models.ShouldAllBe(model => model.Version == 1 && model.Rows >= SeriesTraining.Fewest);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Answer)> GetAsync(StoryHost story, string path)
    {
        using var answer = await story.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}
