using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

/// <summary>What every detector of metric series promises. A test class of its own adds what is particular to the method.</summary>
public abstract class SeriesDetectorConformance
{
    private const int Warm = 4 * SomePoints.Day;

    /// <summary>An hour and more such as the series never had.</summary>
    private protected virtual double[] Unheard => [.. Enumerable.Repeat(250.0, 12)];

    /// <summary>How many series are judged for false alarms: fewer where a point is dear.</summary>
    private protected virtual int Series => 20;

    /// <summary>A detector that has seen nothing.</summary>
    private protected abstract ISeriesDetector Create();

    [Fact]
    public void It_says_nothing_while_it_warms_up()
    {
        var detector = Create();

        detector.Judge(SomePoints.Usual(seed: 1, detector.WarmUp).Select((value, index) => index == detector.WarmUp - 1 ? 1e6 : value)).ShouldAllBe(rarity => rarity == 0);
    }

    [Fact]
    public void A_series_that_stands_still_is_never_rare() => Create().Judge(Enumerable.Repeat(42.0, 2 * Warm)).ShouldAllBe(rarity => rarity < 2);

    [Fact]
    public void What_was_not_measured_is_not_rare_and_teaches_nothing()
    {
        var values = SomePoints.Usual(seed: 2, Warm);
        var (whole, holed) = (Create(), Create());
        foreach (var (index, value) in values.Index())
        {
            var expected = whole.Next(SomePoints.At(2 * index, value));
            holed.Next(SomePoints.At(2 * index, value)).ShouldBe(expected);
            holed.Next(SomePoints.At((2 * index) + 1, double.NaN)).ShouldBe(0);
            holed.Next(SomePoints.At(2 * index, 1e9)).ShouldBe(0, "a point that is no newer than the one before");
        }
    }

    [Fact]
    public void What_never_was_is_rare()
    {
        var detector = Create();
        detector.Judge(SomePoints.Usual(seed: 3, Warm));

        Unheard.Index().Max(point => detector.Next(SomePoints.At(Warm + point.Index, point.Item))).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_unit_of_a_series_does_not_matter()
    {
        var values = SomePoints.Usual(seed: 4, Warm);
        var plain = Create().Judge(values);
        var scaled = Create().Judge(values.Select(value => value * 1e6));

        scaled.Zip(plain).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    /// <summary>The budget is what is promised of usual points, whatever their distribution; a third more is left to chance.</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("heavy tails")]
    [InlineData("skewed")]
    [InlineData("day and night")]
    public void False_alarms_stay_within_their_budget(string kind)
    {
        const int Days = 14;
        var budget = FalseAlarmBudget.Of(1);
        var alarms = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var detector = Create();
            var gate = new EpisodeGate(budget.RarityAt(SomePoints.Step), TimeSpan.FromHours(1));
            alarms += SomePoints.Quiet(kind, seed, Days * SomePoints.Day).Index().Count(point => gate.Next(SomePoints.At(point.Index, 0).At, detector.Next(SomePoints.At(point.Index, point.Item))));
        }

        alarms.ShouldBeLessThanOrEqualTo((int)(budget.AlarmsPerDay * Series * Days * 4 / 3));
    }

    [Fact]
    public void A_point_allocates_nothing()
    {
        var values = SomePoints.Usual(seed: 5, 2 * Warm);
        var detector = Create();
        detector.Judge(values.AsSpan(0, Warm).ToArray());

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = Warm; index < values.Length; index++)
        {
            detector.Next(SomePoints.At(index, values[index]));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
