using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class FalseAlarmBudgetTests
{
    [Theory]
    [InlineData(1.0, 0.2512)]
    [InlineData(0.8, 0.1)]
    [InlineData(0.5, 0.0251)]
    [InlineData(0.0, 0.0025)]
    public void Sensitivity_is_a_number_of_false_alarms_a_day(double sensitivity, double alarms) =>
        FalseAlarmBudget.Of(sensitivity).AlarmsPerDay.ShouldBe(alarms, 0.0001);

    [Fact]
    public void More_points_a_day_must_each_be_rarer()
    {
        var budget = new FalseAlarmBudget(0.1);

        budget.RarityAt(TimeSpan.FromMinutes(5)).ShouldBe(Math.Log10(2880), 1e-9);
        budget.RarityAt(TimeSpan.FromMinutes(1)).ShouldBe(Math.Log10(14400), 1e-9);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_sensitivity_is_refused(double sensitivity) =>
        Should.Throw<ArgumentOutOfRangeException>(() => FalseAlarmBudget.Of(sensitivity)).Message.ShouldContain("from 0");
}
