using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Ledger;
using Autocura.Settings;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Settings;

public sealed class LiveSettingsTests
{
    private const string Own = "autocura-cognitiva";
    private static readonly ObjectKey Map = ObjectKey.Core("configmaps", Own, LiveSettings.Name);

    [Fact]
    public async Task Without_a_map_the_apps_settings_hold()
    {
        await using var cluster = await TestCluster.StartAsync();

        var view = await Of(cluster).ViewAsync(CancellationToken.None);

        view.Problems.ShouldBeEmpty();
        view.Settings.ShouldAllBe(setting => setting.Source == "the app's settings");
        view.Settings.Single(setting => setting.Name == "confidence_threshold").Value.ShouldBe("0.5");
    }

    [Fact]
    public async Task A_change_takes_effect_within_one_interval_and_is_taken_back_with_the_map()
    {
        await using var cluster = await TestCluster.StartAsync();
        var live = Of(cluster);
        Write(cluster, "confidence_threshold=0.9");
        (await ThresholdAsync(live)).ShouldBe(0.9);

        cluster.Edit(Map, map => map["data"]!["diagnosis.properties"] = "confidence_threshold=0.8");
        (await ThresholdAsync(live)).ShouldBe(0.9);
        cluster.Time.Advance(LiveSettings.Interval);
        (await ThresholdAsync(live)).ShouldBe(0.8);

        cluster.Store.Delete(Map, Actor.ApiServer);
        cluster.Time.Advance(LiveSettings.Interval);
        (await ThresholdAsync(live)).ShouldBe(0.5);
    }

    [Fact]
    public async Task A_bad_value_is_told_once_beside_the_map_and_the_last_good_one_stays()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, other) = (Of(cluster), Of(cluster));
        Write(cluster, "confidence_threshold=0.9");
        await one.ReadAsync(CancellationToken.None);
        cluster.Edit(Map, map => map["data"]!["diagnosis.properties"] = "confidence_threshold=very high");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            cluster.Time.Advance(LiveSettings.Interval);
            (await ThresholdAsync(one)).ShouldBe(0.9);
            await other.ReadAsync(CancellationToken.None);
        }

        var told = cluster.Store.List("", "events", Own).Where(one => one["reason"]!.GetValue<string>() == "AutocuraSettingRefused").ShouldHaveSingleItem();
        told["message"]!.GetValue<string>().ShouldBe("confidence_threshold is 'very high'; it may be 0.5 to 0.99. (in diagnosis.properties) What held before goes on.");
        told["involvedObject"]!["uid"]!.GetValue<string>().ShouldBe(cluster.Store.Find(Map)!["metadata"]!["uid"]!.GetValue<string>());
        var shown = (await one.ViewAsync(CancellationToken.None)).Settings.Single(setting => setting.Name == "confidence_threshold");
        (shown.Value, shown.Source).ShouldBe(("0.9", $"ConfigMap {Own}/{LiveSettings.Name}"));
        shown.Problem.ShouldContain("very high");
    }

    [Fact]
    public async Task A_map_that_cannot_be_read_leaves_what_held_before()
    {
        await using var cluster = await TestCluster.StartAsync();
        var live = Of(cluster);
        Write(cluster, "confidence_threshold=0.9");
        await live.ReadAsync(CancellationToken.None);
        cluster.Store.Delete(Map, Actor.ApiServer);
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Resources = ["configmaps"], Code = 403 }], seed: 1);
        cluster.Time.Advance(LiveSettings.Interval);

        (await ThresholdAsync(live)).ShouldBe(0.9);
        (await live.ViewAsync(CancellationToken.None)).Problems.ShouldHaveSingleItem().ShouldContain("cannot be read (Forbidden");
    }

    internal static LiveSettings Of(TestCluster cluster, AutocuraOptions? app = null) =>
        new(cluster.Clusters, new LedgerOptions(Own), app ?? new AutocuraOptions(), cluster.Time, NullLogger<LiveSettings>.Instance);

    private static async Task<double> ThresholdAsync(LiveSettings live) => (await live.ReadAsync(CancellationToken.None)).Options.Planning.ConfidenceThreshold;

    private static void Write(TestCluster cluster, string diagnosis)
    {
        cluster.Store.Create(Map, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = Map.Name, ["namespace"] = Own }, ["data"] = new JsonObject { ["diagnosis.properties"] = diagnosis } }, Actor.ApiServer);
    }
}
