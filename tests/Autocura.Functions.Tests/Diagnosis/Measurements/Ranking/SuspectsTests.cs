using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Measurements.Ranking;
using Autocura.Functions.Tests.Statistics;

namespace Autocura.Functions.Tests.Diagnosis.Measurements.Ranking;

public sealed class SuspectsTests
{
    private const int Length = 40;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Onset = SomeSeries.Start + (Length * SomeSeries.Step);

    [Fact]
    public void Whoever_the_others_wait_for_is_the_first_suspect_within_a_minute()
    {
        var found = Suspects.Among([Latency("shop", 1, 0.2, 3.1), Latency("store", 2, 0.01, 2.9), Latency("search", 3, 0.05, 0.05)], [("shop", "store"), ("shop", "search")], "shop", Onset);

        found[0].ShouldSatisfyAllConditions(first => first.Service.ShouldBe("store"), first => first.Signal.ShouldBe(Signal.LatencyP95), first => first.ChangedAt.ShouldNotBeNull());
        found.ShouldNotContain(suspect => suspect.Service == "search");
    }

    [Fact]
    public void A_load_that_grew_some_minutes_before_does_not_hide_what_came_then()
    {
        var load = new NamedSeries("store", Signal.RequestRate, SomeSeries.Of([.. SomeSeries.Noise(4, Length).Select((noise, index) => (index < 15 ? 10 : 30) + (0.3 * noise))]), Window);

        Suspects.Among([load, Latency("store", 2, 0.01, 2.9)], [], "store", Onset)[0].Signal.ShouldBe(Signal.LatencyP95);
    }

    private static NamedSeries Latency(string service, int seed, double before, double last) =>
        new(service, Signal.LatencyP95, SomeSeries.Of([.. SomeSeries.Noise(seed, Length - 1).Select(noise => before * (1 + (0.02 * noise))), last]), Window);
}
