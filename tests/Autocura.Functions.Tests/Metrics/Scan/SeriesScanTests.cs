using Autocura.Alerts;
using Autocura.Functions.Tests.Metrics.Training;
using Autocura.Metrics;
using Autocura.Metrics.Scan;
using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Support;

namespace Autocura.Functions.Tests.Metrics.Scan;

/// <summary>The detectors of series within whole scans over HTTP: moves that are too small or too slow for what compares a service with its last hour. No models are trained.</summary>
public sealed class SeriesScanTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private readonly ManualTime time = new(Some.Noon);
    private readonly WeekOfCart week;
    private readonly List<Alert> told = [];

    public SeriesScanTests() => week = new WeekOfCart(time);

    [Fact]
    public async Task A_quiet_day_raises_nothing_and_costs_four_questions_when_it_is_the_services_turn()
    {
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);

        await PassAsync(prometheus, new SweepMemory(), TimeSpan.FromDays(1));

        told.ShouldBeEmpty();
        week.Ranges.ShouldBe(4 * 288 / 3, "four signals, in a turn of a quarter of an hour");
    }

    [Theory]
    [InlineData("spike", 20)]
    [InlineData("shift", 40)]
    [InlineData("drift", 16 * 60)]
    [InlineData("drift with gaps", 16 * 60)]
    public async Task What_the_last_hour_does_not_show_is_announced_once_with_the_detectors_that_saw_it(string kind, int withinMinutes)
    {
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);
        var begin = time.GetUtcNow();
        week.Slower = at => Trouble(kind, at - begin);

        await PassAsync(prometheus, new SweepMemory(), TimeSpan.FromMinutes(withinMinutes), history: TimeSpan.Zero);
        told.ShouldBeEmpty("without the detectors nobody sees it");
        time.Advance(begin.AddDays(7) - time.GetUtcNow());
        begin = time.GetUtcNow();

        var memory = await PassAsync(prometheus, new SweepMemory(), TimeSpan.FromMinutes(withinMinutes));
        var alert = told.ShouldHaveSingleItem();
        (alert.Status, alert.Name, alert.Label("service")).ShouldBe((AlertStatus.Firing, "LatencyRising", "cart"));
        alert.Annotations[Alert.DetectorsAnnotation].ShouldMatch(@"^combined \d\.\d \(((records|robust-z|seasonal-drift|quiet) \d+\.\d(, )?)+\)$");

        await PassAsync(prometheus, memory, TimeSpan.FromHours(8));
        told.Count(news => news.Status == AlertStatus.Firing).ShouldBe(1, "one episode is one alarm, however often it is looked at");
    }

    [Fact]
    public async Task When_it_is_over_it_is_resolved()
    {
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);
        var begin = time.GetUtcNow();
        week.Slower = at => Trouble("spike", at - begin);

        var memory = await PassAsync(prometheus, new SweepMemory(), TimeSpan.FromHours(1));

        told.Select(news => news.Status).ShouldBe([AlertStatus.Firing, AlertStatus.Resolved]);
        memory.Standing.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_too_short_to_know_says_nothing()
    {
        var young = new WeekOfCart(time) { Since = time.GetUtcNow() - TimeSpan.FromHours(4), Slower = at => at >= Some.Noon ? 0.08 : 0 };
        await using var prometheus = await LoopbackServer.StartAsync(young.AnswerAsync);

        await PassAsync(prometheus, new SweepMemory(), TimeSpan.FromHours(1));

        told.ShouldBeEmpty();
    }

    /// <summary>Never as much as half more, and never so much within an hour that it is suspicious by itself.</summary>
    private static double Trouble(string kind, TimeSpan since) => since < TimeSpan.Zero ? 0 : kind switch
    {
        "spike" => since < TimeSpan.FromMinutes(25) ? 0.08 : 0,
        "shift" => 0.07,
        "drift with gaps" when since.Minutes is > 20 and < 40 => double.NaN,
        _ => Math.Min(0.09, 0.008 * since.TotalHours),
    };

    private async Task<SweepMemory> PassAsync(LoopbackServer prometheus, SweepMemory memory, TimeSpan span, TimeSpan? history = null)
    {
        for (var end = time.GetUtcNow() + span; time.GetUtcNow() < end;)
        {
            time.Advance(Every);
            memory = (await ScanAsync(prometheus, memory, history ?? new ScanOptions().History)).Memory;
            told.AddRange(memory.Outbox.Where(dispatch => dispatch.At == time.GetUtcNow()).SelectMany(dispatch => dispatch.Alerts));
        }

        return memory;
    }

    private async Task<SweepReport> ScanAsync(LoopbackServer prometheus, SweepMemory memory, TimeSpan history)
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(prometheus.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
        using var detector = new RemoteDetector(new DetectorOptions(), time);
        var terms = new ScanTerms(new ScanOptions { Every = Every, History = history }, WatchScope.Everything);
        return await new MetricScanner(source, new MetricsReach("test", false), detector, time).ScanAsync(new SweepRequest("test", memory), terms, CancellationToken.None);
    }
}
