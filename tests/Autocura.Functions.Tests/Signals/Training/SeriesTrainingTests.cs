using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Functions.Tests.Signals.Training;

public sealed class SeriesTrainingTests
{
    private static readonly List<SeriesPoint> Week = SomeHistory.Daily(2_016);

    [Fact]
    public void A_short_history_is_warming_up_and_says_how_far_it_is() =>
        SeriesTraining.Train(SomeHistory.Latency, SomeHistory.Daily(72), SomeHistory.Step, null, SomeHistory.End)
            .ShouldBe(new TrainingVerdict.WarmingUp(SomeHistory.Latency, 63));

    [Fact]
    public void What_the_week_never_saw_is_rare_and_what_it_saw_is_not()
    {
        var model = SomeHistory.Trained(SomeHistory.Latency, Week);
        var budget = FalseAlarmBudget.Of(0.8).RarityAt(SomeHistory.Step);
        model.Rarity(SomeHistory.Row(Week, 0.6, 0.6, 0.6)).ShouldBeGreaterThan(budget);
        LagRows.Of(Week, SomeHistory.Step).Count(row => model.Rarity(row.Values) > budget).ShouldBeLessThan(3);
    }

    [Fact]
    public void False_alarms_on_another_week_keep_to_the_budget()
    {
        var model = SomeHistory.Trained(SomeHistory.Latency, Week);
        var budget = FalseAlarmBudget.Of(0.8).RarityAt(SomeHistory.Step);
        var alarms = Enumerable.Range(2, 8).Sum(seed => LagRows.Of(SomeHistory.Daily(2_016, seed), SomeHistory.Step).Count(row => model.Rarity(row.Values) > budget));
        alarms.ShouldBeLessThan(8 * 7, "one a day is ten times the budget, for rows that overlap");
    }

    [Fact]
    public void The_same_history_gives_the_same_model_and_the_next_version_is_another()
    {
        var first = SomeHistory.Trained(SomeHistory.Latency, Week);
        ModelText.Write(SomeHistory.Trained(SomeHistory.Latency, Week)).ShouldBe(ModelText.Write(first));
        var second = SomeHistory.Trained(SomeHistory.Latency, Week, first);
        (first.Version, second.Version).ShouldBe((1, 2));
        second.DriftedAt.ShouldBeNull();
    }

    [Fact]
    public void A_series_that_became_another_has_drifted_until_its_model_knows_it()
    {
        var first = SomeHistory.Trained(SomeHistory.Latency, Week);
        var later = Week.Concat(Enumerable.Range(1, 24).Select(index => new SeriesPoint(SomeHistory.End + (index * SomeHistory.Step), 0.9 + (0.001 * (index % 5))))).ToList();
        var now = later[^1].At;
        var second = SomeHistory.Trained(SomeHistory.Latency, later, first, now);
        second.DriftedAt.ShouldBe(now);

        var longer = later.Concat(Enumerable.Range(1, 600).Select(index => new SeriesPoint(now + (index * SomeHistory.Step), 0.9 + (0.001 * (index % 5))))).ToList();
        var third = SomeHistory.Trained(SomeHistory.Latency, longer, second, longer[^1].At);
        var last = longer.Concat(Enumerable.Range(1, 24).Select(index => new SeriesPoint(longer[^1].At + (index * SomeHistory.Step), 0.9 + (0.001 * (index % 5))))).ToList();
        SomeHistory.Trained(SomeHistory.Latency, last, third, last[^1].At).DriftedAt.ShouldBeNull();
    }

    [Fact]
    public void A_series_that_stands_still_finds_nothing_odd_in_itself()
    {
        var still = Enumerable.Range(0, 500).Select(index => new SeriesPoint(SomeHistory.End + (index * SomeHistory.Step), 0.2)).ToList();
        var model = SomeHistory.Trained(SomeHistory.Latency, still);
        model.Rarity(SomeHistory.Row(still)).ShouldBe(0);
        model.Spread.ShouldBeGreaterThan(0);
    }
}
