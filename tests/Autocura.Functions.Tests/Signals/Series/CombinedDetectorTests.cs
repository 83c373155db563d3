using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class CombinedDetectorTests : SeriesDetectorConformance
{
    private const int Trouble = 10 * SomePoints.Day;

    private protected override ISeriesDetector Create() => new CombinedDetector(SomePoints.Step, learning: 2 * SomePoints.Day);

    [Theory]
    [InlineData("spike", 2)]
    [InlineData("shift", 12)]
    [InlineData("leak", 72)]
    [InlineData("silence", 48)]
    [InlineData("turmoil", 24)]
    [InlineData("peak that does not come", 100)]
    public void A_trouble_is_told_once_and_soon(string kind, int soon)
    {
        var alarms = Alarms(SomePoints.Usual(seed: 3, 12 * SomePoints.Day, swing: 30).Select((value, index) => index < Trouble ? value : Ill(kind, value, index - Trouble)));

        alarms.Count(index => index >= Trouble && index < Trouble + soon).ShouldBeInRange(1, 6, string.Join(", ", alarms));
    }

    [Fact]
    public void What_comes_every_day_is_learned()
    {
        var alarms = Alarms(SomePoints.Usual(seed: 2, 14 * SomePoints.Day).Select((value, index) => value + (index % SomePoints.Day is >= 120 and < 124 ? 200 : 0)));

        alarms.ShouldAllBe(index => index < 5 * SomePoints.Day);
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CombinedDetector(SomePoints.Step, learning: 10));

    private static double Ill(string kind, double value, int since) => kind switch
    {
        "spike" => since == 0 ? value + 80 : value,
        "shift" => value + 50,
        "leak" => value + since,
        "silence" => 100,
        "turmoil" => value + (since % 2 == 0 ? 40 : -40),
        _ => Math.Min(value, 100),
    };

    private int[] Alarms(IEnumerable<double> values)
    {
        var threshold = FalseAlarmBudget.Of(1).RarityAt(SomePoints.Step);
        return [.. Create().Judge(values).Index().Where(point => point.Item >= threshold).Select(point => point.Index)];
    }
}
