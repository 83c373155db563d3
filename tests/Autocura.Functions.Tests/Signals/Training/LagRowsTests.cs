using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Functions.Tests.Signals.Training;

public sealed class LagRowsTests
{
    [Fact]
    public void A_row_is_ten_successive_values_the_newest_last()
    {
        var rows = LagRows.Of(Points(Enumerable.Range(0, 12).Select(value => (double)value)), SomeHistory.Step);
        rows.Count.ShouldBe(3);
        rows[0].Values.ShouldBe(Enumerable.Range(0, 10).Select(value => (double)value));
        rows[2].Newest.ShouldBe(11);
        rows[2].At.ShouldBe(SomeHistory.End + (11 * SomeHistory.Step));
    }

    [Fact]
    public void Values_that_are_missing_keep_their_place()
    {
        var points = Points(Enumerable.Range(0, 20).Select(value => (double)value));
        points.RemoveAll(point => point.Value is 4 or 5);
        var row = LagRows.Of(points, SomeHistory.Step)[0];
        row.Values[3].ShouldBe(3);
        row.Values[4].ShouldBe(double.NaN);
        row.Values[6].ShouldBe(6);
    }

    [Fact]
    public void A_row_needs_its_newest_value_and_six_others()
    {
        LagRows.Of(Points([0, 1, 2, 3, 4, 5, 6, 7, 8, double.NaN]), SomeHistory.Step).ShouldBeEmpty();
        LagRows.Of(Points([0, double.NaN, double.NaN, double.NaN, 4, 5, 6, 7, 8, 9]), SomeHistory.Step).Count.ShouldBe(1);
        LagRows.Of(Points([0, double.NaN, double.NaN, double.NaN, double.NaN, 5, 6, 7, 8, 9]), SomeHistory.Step).ShouldBeEmpty();
    }

    [Fact]
    public void Too_few_values_make_no_row()
    {
        LagRows.Of([], SomeHistory.Step).ShouldBeEmpty();
        LagRows.Of(Points([1, 2, 3]), SomeHistory.Step).ShouldBeEmpty();
    }

    private static List<SeriesPoint> Points(IEnumerable<double> values) => [.. values.Select((value, index) => new SeriesPoint(SomeHistory.End + (index * SomeHistory.Step), value))];
}
