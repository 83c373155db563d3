using Autocura.Statistics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Statistics;

public sealed class ChangePointsTests
{
    private const int Runs = 200;

    /// <summary>How often quiet series are said to change. The shares are the ones of docs/statistics.md.</summary>
    [Theory]
    [InlineData("normal", 30, 0.02)]
    [InlineData("normal", 60, 0.01)]
    [InlineData("heavy tails", 60, 0.01)]
    [InlineData("skewed", 60, 0.02)]
    [InlineData("spikes", 60, 0.02)]
    [InlineData("rare ones", 60, 0.03)]
    [InlineData("correlated 0.3", 60, 0.03)]
    [InlineData("correlated 0.6", 60, 0.08)]
    [InlineData("ramp", 60, 0.01)]
    public void Noise_seldom_passes_for_a_change(string kind, int length, double share) =>
        Enumerable.Range(0, Runs).Count(run => ChangePoints.Find(Quiet(kind, run, length)).Count > 0).ShouldBeLessThanOrEqualTo((int)(share * Runs));

    /// <summary>How often a step of so many standard deviations is found, within two observations, once it is so many observations old.</summary>
    [Theory]
    [InlineData(3, 8, 0, 0.90)]
    [InlineData(5, 3, 0, 0.90)]
    [InlineData(5, 8, 0.5, 0.88)]
    [InlineData(10, 3, 0, 0.99)]
    [InlineData(10, 4, 0.5, 0.90)]
    [InlineData(10, 20, 0.5, 0.98)]
    public void A_step_is_found_soon_and_in_its_place(double size, int tail, double correlation, double share) =>
        Enumerable.Range(0, Runs)
            .Select(run => ChangePoints.Strongest(SomeSeries.Stepped(run, 60, size, tail, correlation)))
            .Count(change => change is not null && Math.Abs(SomeSeries.IndexOf(change.At) - (60 - tail)) <= 2)
            .ShouldBeGreaterThanOrEqualTo((int)(share * Runs));

    [Fact]
    public void A_change_says_when_how_far_and_how_surely()
    {
        var change = ChangePoints.Find(SomeSeries.Stepped(seed: 7, length: 60, size: 20, tail: 15)).ShouldHaveSingleItem();

        SomeSeries.IndexOf(change.At).ShouldBe(45);
        (change.At - change.LastBefore).ShouldBe(SomeSeries.Step);
        change.Before.ShouldBe(10, 0.5);
        change.After.ShouldBe(30, 0.8);
        change.Shift.ShouldBeInRange(10, 25);
        change.PValue.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void A_bump_is_a_rise_and_a_fall()
    {
        var values = SomeSeries.Noise(3, 60).Select((noise, index) => 10 + noise + (index is >= 20 and < 35 ? 12 : 0));

        ChangePoints.Find(SomeSeries.Of(values)).Select(change => SomeSeries.IndexOf(change.At)).ShouldBe([20, 35]);
    }

    [Fact]
    public void What_was_not_measured_neither_makes_nor_hides_a_change()
    {
        var series = SomeSeries.Stepped(11, 60, 12, 12).Select((one, index) => index % 4 == 1 ? one with { Value = double.NaN } : one).Where((_, index) => index % 7 != 3).ToList();

        SomeSeries.IndexOf(ChangePoints.Find(series).ShouldHaveSingleItem().At).ShouldBeInRange(47, 49);
    }

    [Fact]
    public void A_series_that_stood_still_changes_with_its_first_lasting_move()
    {
        ChangePoints.Find(SomeSeries.Of(Enumerable.Repeat(0.0, 60))).ShouldBeEmpty();
        ChangePoints.Find(SomeSeries.Of(Enumerable.Repeat(5.0, 60))).ShouldBeEmpty();

        var change = ChangePoints.Find(SomeSeries.Of(Enumerable.Range(0, 60).Select(index => index < 50 ? 0 : 0.4))).ShouldHaveSingleItem();
        SomeSeries.IndexOf(change.At).ShouldBe(50);
        double.IsFinite(change.Shift).ShouldBeTrue();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(59)]
    public void One_wild_value_is_no_change(int where) =>
        ChangePoints.Find(SomeSeries.Of(SomeSeries.Noise(5, 60).Select((noise, index) => 10 + noise + (index == where ? 1000 : 0)))).ShouldBeEmpty();

    [Fact]
    public void Less_than_the_floor_is_no_change()
    {
        var series = SomeSeries.Of(Enumerable.Range(0, 60).Select(index => index < 40 ? 100.0 : 104));

        ChangePoints.Find(series).Count.ShouldBe(1);
        ChangePoints.Find(series, new ChangePointSettings { Floor = new NoiseFloor(0, 0.5) }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Too_little_says_nothing(int length) => ChangePoints.Find(SomeSeries.Of(Enumerable.Range(0, length).Select(index => index < 4 ? 0.0 : 100))).ShouldBeEmpty();

    [Fact]
    public void A_long_series_is_reduced_and_not_refused()
    {
        var change = ChangePoints.Find(SomeSeries.Stepped(1, 3000, 8, 900)).ShouldHaveSingleItem();

        SomeSeries.IndexOf(change.At).ShouldBeInRange(2094, 2106);
    }

    [Fact]
    public void Neither_unit_nor_order_nor_direction_matters() =>
        Check(from seed in Gen.Choose(0, 1_000_000)
              from size in Gen.Choose(0, 12)
              from tail in Gen.Choose(0, 30)
              from factor in Gen.Elements(0.001, 7, 1e9)
              select (Series: SomeSeries.Stepped(seed, 60, size, tail), Factor: factor),
            sample =>
            {
                var found = Places(sample.Series);
                return found.SequenceEqual(Places([.. sample.Series.Select(one => one with { Value = one.Value * sample.Factor })]))
                    && found.SequenceEqual(Places([.. sample.Series.AsEnumerable().Reverse()]))
                    && found.SequenceEqual(Places([.. sample.Series.Select(one => one with { Value = -one.Value })]));
            });

    [Fact]
    public void Whatever_the_values_the_answer_is_finite_and_in_order() =>
        Check(from length in Gen.Choose(0, 80)
              from values in Gen.ArrayOf(Gen.OneOf(Gen.Elements(0, 1, 1e300, -1e300, 1e-300, double.NaN, double.PositiveInfinity), Gen.Choose(-50, 50).Select(whole => (double)whole)), length)
              select SomeSeries.Of(values),
            series =>
            {
                var found = ChangePoints.Find(series);
                return found.All(change => change.PValue is >= 0 and <= 0.05 && change.LastBefore < change.At && !double.IsNaN(change.Shift))
                    && found.Zip(found.Skip(1), (earlier, later) => earlier.At < later.At).All(ordered => ordered);
            });

    private static List<Observation> Quiet(string kind, int seed, int length)
    {
        var chance = new Random(seed);
        var each = Enumerable.Range(0, length);
        return SomeSeries.Of(kind switch
        {
            "normal" => SomeSeries.Noise(seed, length).Select(noise => 10 + noise),
            "heavy tails" => each.Select(_ => 10 + StudentT.Sample(chance, 0, 1, 3)),
            "skewed" => each.Select(_ => 5 * Math.Exp(0.7 * Normal.Sample(chance, 0, 1))),
            "spikes" => each.Select(_ => 10 + Normal.Sample(chance, 0, 1) + (chance.NextDouble() < 0.05 ? 20 : 0)),
            "rare ones" => each.Select(_ => chance.NextDouble() < 0.1 ? 1.0 : 0),
            "correlated 0.3" => SomeSeries.Noise(seed, length, 0.3).Select(noise => 10 + noise),
            "correlated 0.6" => SomeSeries.Noise(seed, length, 0.6).Select(noise => 10 + noise),
            "ramp" => SomeSeries.Noise(seed, length).Select((noise, index) => noise + (index * 0.5)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of noise."),
        });
    }

    private static List<DateTimeOffset> Places(IReadOnlyList<Observation> series) => [.. ChangePoints.Find(series).Select(change => change.At)];

    private static void Check<T>(Gen<T> samples, Func<T, bool> property) =>
        FsCheck.Fluent.Prop.ForAll(samples.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithReplay(20300115, 297121, 100));
}
