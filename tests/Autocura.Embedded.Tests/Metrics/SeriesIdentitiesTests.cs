using Autocura.Embedded.Metrics.Storage;
using Autocura.Telemetry;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class SeriesIdentitiesTests
{
    private readonly SeriesIdentities identities = new(new Dictionary<string, string> { ["job"] = "simulation" });

    [Fact]
    public void A_series_keeps_its_label_set_from_scrape_to_scrape_whatever_its_value()
    {
        var first = Add("a", "b");
        var second = Add("a", "b");

        second.Select(pair => pair.Key).ShouldAllBe(labels => first.Any(pair => ReferenceEquals(pair.Key, labels)));
    }

    [Fact]
    public void Whatever_comes_goes_or_changes_places_no_series_is_taken_for_another()
    {
        var random = new Random(7);
        string[] pods = ["a", "b", "c", "d", "e", "f"];
        for (var scrape = 0; scrape < 200; scrape++)
        {
            var present = pods.Where(_ => random.Next(4) > 0).OrderBy(_ => scrape % 3 == 0 ? random.Next() : 0).ToArray();

            Add(present).Select(pair => pair.Key.ToString()).ShouldBe(present.Select(pod => $"{{__name__=\"up\", job=\"simulation\", pod=\"{pod}\"}}"));
        }
    }

    private List<KeyValuePair<LabelSet, double>> Add(params string[] pods)
    {
        var batch = new List<KeyValuePair<LabelSet, double>>();
        identities.Add(new MetricFamily("up", "whether it is up", MetricKind.Gauge, [.. pods.Select(pod => new MetricSample("up", [new("pod", pod)], batch.Count))]), batch);
        return batch;
    }
}
