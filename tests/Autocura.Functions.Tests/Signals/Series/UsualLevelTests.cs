using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class UsualLevelTests
{
    private static readonly DateTimeOffset Now = SomePoints.Start.AddDays(3).AddHours(2);

    [Fact]
    public void At_night_a_night_is_usual_and_a_day_would_be_compared_with_all() =>
        (UsualLevel.Of(Nights, Now, new SeriesPoint(Now, 12)), UsualLevel.Of(Nights, Now, new SeriesPoint(Now, 90))).ShouldBe((10, 100));

    [Fact]
    public void What_came_after_the_beginning_of_trouble_is_no_past() =>
        UsualLevel.Of([.. Nights.Select(point => point.At < Now ? point : point with { Value = 1000 })], Now, new SeriesPoint(Now, 900)).ShouldBe(100);

    [Fact]
    public void Of_nothing_nothing_is_usual()
    {
        UsualLevel.Of([], Now, new SeriesPoint(Now, 1)).ShouldBe(double.NaN);
        UsualLevel.Of([.. Nights.Select(point => point with { Value = double.NaN })], Now, new SeriesPoint(Now, 1)).ShouldBe(double.NaN);
        UsualLevel.Of([.. Nights.Take(5)], Now, new SeriesPoint(Now, 1)).ShouldBe(double.NaN);
    }

    /// <summary>100, and 10 between one and three at night.</summary>
    private static List<SeriesPoint> Nights =>
        [.. Enumerable.Range(0, 4 * SomePoints.Day).Select(index => SomePoints.At(index, SomePoints.At(index, 0).At.Hour is 1 or 2 ? 10 : 100))];
}
