using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class SeriesReplayTests
{
    private const int Trouble = (2 * SomePoints.Day) + 100;

    private static readonly SeriesReplay Replay = new(SomePoints.Step, TimeSpan.FromDays(2));
    private static readonly double Threshold = FalseAlarmBudget.Of(0.8).RarityAt(SomePoints.Step);

    [Fact]
    public void Looks_of_one_day_begin_at_the_same_moment_and_tell_the_same_episode()
    {
        var noon = SomePoints.Start.AddDays(4).AddHours(12);
        Replay.BeginOf(noon).ShouldBe(SomePoints.Start.AddDays(2));
        Replay.BeginOf(noon.AddHours(11)).ShouldBe(SomePoints.Start.AddDays(2));
        Replay.BeginOf(noon.AddHours(12)).ShouldBe(SomePoints.Start.AddDays(3));

        var points = Points(value => value + 50);
        var first = Replay.Episodes(points.Take(Trouble + 12), Threshold).ShouldHaveSingleItem();
        var later = Replay.Episodes(points, Threshold).ShouldHaveSingleItem();
        later.Since.ShouldBe(first.Since);
        (later.Since - points[Trouble].At).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(55));
    }

    [Fact]
    public void An_episode_says_which_methods_spoke_of_it_and_how_strongly()
    {
        var episode = Replay.Episodes(Points(value => value + 80), Threshold).ShouldHaveSingleItem();

        episode.Witnesses.ShouldNotBeEmpty();
        episode.Witnesses.Select(witness => witness.Evidence).ShouldBeInOrder(SortDirection.Descending);
        episode.Witnesses[0].Detector.ShouldBe("records");
        var sum = episode.Witnesses.Sum(witness => witness.Evidence);
        var heard = 1 + ((episode.ToldAt - SomePoints.Start) / SomePoints.Step);
        episode.Rarity.ShouldBe(2.6 + (0.5 * Math.Sqrt(sum)) - Math.Log10(1800 / heard), 1e-9, "chance breaks more records in a short stretch");
    }

    [Fact]
    public void A_quiet_series_has_none() => Replay.Episodes(Points(value => value), Threshold).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Too_few_points_say_nothing(int points) => Replay.Episodes(Points(value => value * 9).TakeLast(points), Threshold).ShouldBeEmpty();

    [Fact]
    public void What_stands_still_or_was_not_measured_says_nothing()
    {
        Replay.Episodes(Enumerable.Range(0, 3 * SomePoints.Day).Select(index => SomePoints.At(index, 5)), Threshold).ShouldBeEmpty();
        Replay.Episodes(Enumerable.Range(0, 3 * SomePoints.Day).Select(index => SomePoints.At(index, double.NaN)), Threshold).ShouldBeEmpty();
    }

    [Fact]
    public void A_gap_in_the_points_is_no_episode() => Replay.Episodes(Points(value => value).Where((_, index) => index is < 500 or > 600), Threshold).ShouldBeEmpty();

    [Fact]
    public void A_short_history_learns_for_half_of_it_and_no_less_than_a_tail_needs()
    {
        new SeriesReplay(SomePoints.Step, TimeSpan.FromHours(12)).Learning.ShouldBe(72);
        new SeriesReplay(SomePoints.Step, TimeSpan.FromHours(8)).Learning.ShouldBe(TailCalibration.Fewest);
        new SeriesReplay(SomePoints.Step, TimeSpan.FromDays(7)).Learning.ShouldBe(SomePoints.Day);
    }

    /// <summary>The budget holds of stretches of two days as it does of series that are heard for weeks; a third more is left to chance.</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("skewed")]
    [InlineData("day and night")]
    public void False_alarms_stay_within_their_budget(string kind)
    {
        const int Days = 10;
        const int Series = 40;
        var budget = FalseAlarmBudget.Of(1);
        var alarms = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var points = SomePoints.Quiet(kind, seed, Days * SomePoints.Day).Select((value, index) => SomePoints.At(index, value)).ToList();
            for (var day = SomePoints.Start.AddDays(2); day < points[^1].At; day = day.AddDays(1))
            {
                alarms += Replay.Episodes(points.Where(point => point.At >= Replay.BeginOf(day) && point.At < day.AddDays(1)), budget.RarityAt(SomePoints.Step)).Count(episode => episode.Since >= day);
            }
        }

        alarms.ShouldBeLessThanOrEqualTo((int)(budget.AlarmsPerDay * Series * (Days - 2) * 4 / 3));
    }

    private static List<SeriesPoint> Points(Func<double, double> ill) =>
        [.. SomePoints.Usual(seed: 3, 3 * SomePoints.Day).Select((value, index) => SomePoints.At(index, index < Trouble ? value : ill(value)))];
}
