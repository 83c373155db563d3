using Autocura.Dashboard;
using Autocura.Diagnosis.Measurements;
using Autocura.Reports;

namespace Autocura.Functions.Tests.Reports;

public sealed class ImpactTests
{
    private static readonly DateTimeOffset Onset = SomeFile.Noon;

    [Fact]
    public void Requests_that_fail_and_requests_that_no_longer_arrive_are_lost_alike()
    {
        var impact = Of([10, 10, 10, 5, 5, 10], [0, 0, 0.5, 0, 0.5, 0]).ShouldNotBeNull();

        impact.UserMinutes.ShouldBe(0.5 + 0.5 + 0.75, 1e-9);
        impact.Worst.ShouldBe(0.75, 1e-9);
    }

    [Fact]
    public void What_was_so_before_the_trouble_began_does_not_count() => Of([1, 1, 10, 10, 10, 10], [0, 0, 0, 0, 0, 0]).ShouldNotBeNull().UserMinutes.ShouldBe(0);

    [Fact]
    public void More_requests_than_usual_make_up_for_nothing() => Of([10, 10, 30, 0, 30, 10], [0, 0, 0, 0, 0, 0]).ShouldNotBeNull().UserMinutes.ShouldBe(1, 1e-9);

    [Fact]
    public void The_usual_ups_and_downs_are_nobody_s_loss() => Of([10, 10, 9.7, 10.2, 9.6, 10], [0, 0, 0, 0, 0.001, 0]).ShouldNotBeNull().UserMinutes.ShouldBe(0);

    [Fact]
    public void Without_requests_before_there_is_nothing_to_compare_with() => Impact.Of([new PlottedSeries(Signal.RequestRate, [new PlottedPoint(Onset, 1)])], Onset).ShouldBeNull();

    /// <summary>A point a minute, the second at the onset.</summary>
    private static Impact? Of(double[] rates, double[] errors) => Impact.Of(
        [
            new PlottedSeries(Signal.RequestRate, Points(rates)) { Usual = 10 },
            new PlottedSeries(Signal.ErrorRatio, Points(errors)),
        ],
        Onset);

    private static List<PlottedPoint> Points(double[] values) => [.. values.Select((value, minute) => new PlottedPoint(Onset.AddMinutes(minute - 1), value))];
}
