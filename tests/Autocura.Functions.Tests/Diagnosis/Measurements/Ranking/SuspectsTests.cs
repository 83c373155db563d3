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

    [Fact]
    public void What_calls_lose_on_the_way_is_told_of_the_one_they_all_lead_to()
    {
        // Nobody's own answers take longer than ever; only the callers of the store wait, from the fortieth value on.
        NamedSeries[] well = [Latency("shop", 1, 0.2, 0.2), Latency("cart", 2, 0.1, 0.1), Latency("store", 3, 0.01, 0.01), Latency("search", 4, 0.05, 0.05)];
        NamedCall[] ends = [Call("shop", "store", 5, 0.4), Call("cart", "store", 6, 0.4), Call("shop", "search", 7, 0), Call("cart", "search", 8, 0)];

        Suspects.Among(well, [], "shop", Onset).ShouldBeEmpty();
        Suspects.Among(well, [], "shop", Onset, ends)[0].Service.ShouldBe("store");
    }

    private static NamedCall Call(string caller, string callee, int seed, double lost) =>
        new(caller, callee, [.. SomeSeries.Of([.. SomeSeries.Noise(seed, Length + 8)]).Select((point, index) => new BothEnds(point.At, 0.012 + (0.0002 * point.Value) + (index < Length ? 0 : lost), 0.01))], Window);

    private static NamedSeries Latency(string service, int seed, double before, double last) =>
        new(service, Signal.LatencyP95, SomeSeries.Of([.. SomeSeries.Noise(seed, Length - 1).Select(noise => before * (1 + (0.02 * noise))), last]), Window);
}
