using Autocura.Signals;
using Autocura.Signals.Scanning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Signals.Scanning;

/// <summary>What leaves its own past, and what is only noise: on fixed seeds, an hour of a point a minute.</summary>
public sealed class DeviationTests
{
    private const int Minutes = 60;
    private static readonly ScanOptions Options = new();
    private static readonly ServiceName Cart = new("shop", "cart");

    [Theory]
    [InlineData(Observation.ErrorsRising)]
    [InlineData(Observation.LatencyRising)]
    [InlineData(Observation.TrafficLost)]
    [InlineData(Observation.TrafficSurge)]
    [InlineData(Observation.BacklogRising)]
    public void What_changed_some_minutes_ago_and_stays_is_found_with_its_beginning(Observation observation)
    {
        var finding = Of(observation, Series(seed: 1, from: 5, observation)).ShouldNotBeNull();
        finding.Since.ShouldBe(Some.Noon - TimeSpan.FromMinutes(4));
        finding.Grace.ShouldBe(TimeSpan.FromMinutes(2));
        finding.Subject.ShouldBe(new Subject(observation == Observation.BacklogRising ? "Workload" : "Service", "shop", "cart"));
    }

    [Theory]
    [InlineData(Observation.ErrorsRising)]
    [InlineData(Observation.LatencyRising)]
    [InlineData(Observation.TrafficLost)]
    [InlineData(Observation.TrafficSurge)]
    [InlineData(Observation.BacklogRising)]
    public void A_thousand_quiet_hours_give_no_alarm(Observation observation) =>
        Enumerable.Range(0, 1000).Count(seed => Of(observation, Series(seed, from: 0, observation)) is not null).ShouldBe(0);

    [Fact]
    public void A_spike_that_is_over_is_nobodys_incident()
    {
        var series = Series(seed: 3, from: 0, Observation.ErrorsRising);
        series[^3] = series[^3] with { Levels = new SignalLevels(10, 9, 0.1) };
        Of(Observation.ErrorsRising, series).ShouldBeNull();
    }

    [Fact]
    public void What_is_always_so_is_no_deviation()
    {
        var failing = Enumerable.Range(0, Minutes).Select(minute => Point(minute, new SignalLevels(10, 4, 0.1))).ToList();
        Of(Observation.ErrorsRising, failing).ShouldBeNull();
    }

    [Fact]
    public void A_trouble_does_not_become_its_own_past_however_long_it_lasts()
    {
        var known = Some.Noon - TimeSpan.FromMinutes(45);
        var series = Enumerable.Range(0, 105).Select(minute => new LevelPoint(Some.Noon - TimeSpan.FromMinutes(104 - minute), new SignalLevels(10, minute < 60 ? 0 : 5, 0.1))).ToList();
        Deviation.Of(new Suspicion(Observation.ErrorsRising, Cart), series, known, Options).ShouldNotBeNull().Since.ShouldBe(known);
        var over = series.Concat([new LevelPoint(Some.Noon + TimeSpan.FromMinutes(1), new SignalLevels(10, 0, 0.1))]).ToList();
        Deviation.Of(new Suspicion(Observation.ErrorsRising, Cart), over, known, Options).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Little_past_says_nothing(int points) =>
        Of(Observation.ErrorsRising, [.. Enumerable.Range(0, points).Select(minute => Point(minute, new SignalLevels(10, 9, 1)))]).ShouldBeNull();

    [Theory]
    [InlineData(0.1, 0.05, false)]
    [InlineData(10, 5, true)]
    public void Of_few_requests_one_failure_is_a_large_share(double rate, double errors, bool isSuspicious) =>
        Suspicion.Of(new ServiceNow(Cart) { Now = new SignalLevels(rate, errors), Usual = new SignalLevels(rate, 0) }, Options).Any().ShouldBe(isSuspicious);

    [Fact]
    public void A_service_that_is_gone_from_the_metrics_has_lost_its_traffic() =>
        Suspicion.Of(new ServiceNow(Cart) { Usual = new SignalLevels(5, 0, 0.1) }, Options).ShouldHaveSingleItem().Observation.ShouldBe(Observation.TrafficLost);

    [Theory]
    [InlineData(0, 199, false)]
    [InlineData(0, 200, true)]
    [InlineData(100, 399, false)]
    [InlineData(100, 400, true)]
    public void A_queue_is_suspicious_when_far_more_messages_wait_than_usual(double usual, double now, bool isSuspicious) =>
        Suspicion.Of(new ServiceNow(Cart) { Now = new SignalLevels(Waiting: now), Usual = new SignalLevels(Waiting: usual) }, Options).Any().ShouldBe(isSuspicious);

    private static Finding? Of(Observation observation, IReadOnlyList<LevelPoint> series) => Deviation.Of(new Suspicion(observation, Cart), series, known: null, Options);

    private static LevelPoint Point(int minute, SignalLevels levels) => new(Some.Noon - TimeSpan.FromMinutes(Minutes - 1 - minute), levels);

    /// <summary>Noise around 10 requests a second, 1 % failures, 100 ms and 50 messages that wait; in the last minutes the observation's own change.</summary>
    private static List<LevelPoint> Series(int seed, int from, Observation observation)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, Minutes).Select(minute => Point(minute, Levels(chance, minute >= Minutes - from ? observation : null)))];
    }

    private static SignalLevels Levels(Random chance, Observation? changed)
    {
        var rate = 10 * (0.8 + (0.4 * chance.NextDouble())) * (changed is Observation.TrafficLost ? 0.05 : changed is Observation.TrafficSurge ? 6 : 1);
        var share = (0.02 * chance.NextDouble()) + (changed is Observation.ErrorsRising ? 0.4 : 0);
        var latency = 0.1 * (0.8 + (0.4 * chance.NextDouble())) * (changed is Observation.LatencyRising ? 5 : 1);
        var waiting = 50 * (0.6 + (0.8 * chance.NextDouble())) * (changed is Observation.BacklogRising ? 20 : 1);
        return new SignalLevels(rate, rate * share, latency, waiting);
    }
}
