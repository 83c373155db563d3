using Autocura.Diagnosis.Measurements;
using Autocura.Functions.Tests.Statistics;
using Autocura.Statistics;

namespace Autocura.Functions.Tests.Diagnosis.Measurements;

public sealed class SeriesDigestTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_step_that_a_window_smooths_is_one_change_at_its_beginning_and_to_its_end()
    {
        var digest = Digest(Signal.ErrorRatio, [.. Enumerable.Range(0, 80).Select(index => Math.Clamp((index - 50) / 4.0, 0, 1))]);

        digest.Before.ShouldBe(0);
        digest.After.ShouldBe(1);
        digest.Shift.ShouldBeGreaterThan(100);
        (digest.ChangedAt!.Value - At(50)).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        digest.Latest.ShouldBe(1);
    }

    [Fact]
    public void Of_a_rise_and_a_fall_the_one_near_the_onset_is_told()
    {
        double[] bump = [.. SomeSeries.Noise(1, 80).Select((noise, index) => 100 + (5 * noise) + (index is >= 10 and < 25 ? 200 : 0) + (index >= 60 ? 220 : 0))];

        var digest = SeriesDigest.Of(Signal.RequestRate, SomeSeries.Of(bump), At(62), TimeSpan.Zero);

        (digest.ChangedAt!.Value - At(60)).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        digest.Before.ShouldNotBeNull().ShouldBe(100, 8);
    }

    [Fact]
    public void A_step_that_has_only_just_begun_is_told_by_its_last_value()
    {
        double[] usual = [.. SomeSeries.Noise(3, 30).Select(noise => 0.2 + (0.01 * noise))];

        var digest = SeriesDigest.Of(Signal.LatencyP95, SomeSeries.Of([.. usual, 3.4]), At(30), Window);

        digest.After.ShouldBe(3.4);
        digest.Shift.ShouldBeGreaterThan(100);
        digest.ChangedAt.ShouldBe(At(29) + (SomeSeries.Step / 2));
    }

    [Fact]
    public void The_largest_of_many_values_is_no_step()
    {
        var alarms = Enumerable.Range(0, 200).Count(seed => SeriesDigest.Of(Signal.Cpu, SomeSeries.Of([.. SomeSeries.Noise(seed, 30).Select(noise => 2 + (0.2 * noise))]), At(30), Window).ChangedAt is not null);

        alarms.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void What_did_not_change_is_told_by_its_levels_around_the_onset()
    {
        var digest = Digest(Signal.Cpu, [.. SomeSeries.Noise(2, 80).Select(noise => 2 + (0.2 * noise))]);

        digest.ChangedAt.ShouldBeNull();
        digest.Shift.ShouldBe(0);
        digest.Before.ShouldNotBeNull().ShouldBe(2, 0.1);
        digest.After.ShouldNotBeNull().ShouldBe(2, 0.1);
    }

    [Fact]
    public void A_leak_shows_as_a_slope_and_not_as_a_change()
    {
        var digest = Digest(Signal.Memory, [.. Enumerable.Range(0, 80).Select(index => 2e8 + (index * 2e6))]);

        digest.ChangedAt.ShouldBeNull();
        digest.SlopePerHour.ShouldNotBeNull().ShouldBe(2.4e8, 1e6);
    }

    [Fact]
    public void Nothing_measured_says_nothing()
    {
        var digest = Digest(Signal.Cpu, []);

        digest.ShouldBe(new SeriesView { Signal = Signal.Cpu, Points = 0 });
    }

    private static SeriesView Digest(string signal, double[] values) => SeriesDigest.Of(signal, SomeSeries.Of(values), At(60), Window);

    private static DateTimeOffset At(int index) => SomeSeries.Start + (index * SomeSeries.Step);
}
