using Autocura.Statistics;

namespace Autocura.Functions.Tests.Statistics;

public sealed class RankSumTests
{
    [Fact]
    public void The_most_extreme_of_all_choices_has_their_number_as_its_chance() =>
        RankSum.PValue([7, 8, 9], [1, 2, 3, 4, 5]).ShouldBe(2.0 / 56, 1e-12);

    /// <summary>The samples of Hollander and Wolfe's example on tritiated water (1973, p. 69); two-sided exact p as published by R's manual (one-sided 0.1272).</summary>
    [Fact]
    public void The_published_example_is_met() =>
        RankSum.PValue([1.15, 0.88, 0.90, 0.74, 1.21], [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]).ShouldBe(0.2544, 0.0001);

    [Fact]
    public void Equal_values_share_their_ranks()
    {
        RankSum.DoubledMidranks([5, 1, 5, 9]).ShouldBe([5, 2, 5, 8]);
        RankSum.PValue([1, 1, 1], [1, 1, 1, 1]).ShouldBe(1);
        RankSum.PValue([1, 1], [0, 0, 0, 0]).ShouldBe(1.0 / 15, 1e-12);
    }

    [Fact]
    public void Large_samples_agree_with_small_ones_where_they_meet()
    {
        var many = SomeSeries.Noise(1, 60);
        var few = SomeSeries.Noise(2, 10).Select(noise => noise + 0.8).ToArray();
        var more = few.Append(0.8).ToArray();

        RankSum.PValue(more, many).ShouldBe(RankSum.PValue(few, many), 0.03);
    }

    [Fact]
    public void Samples_of_one_distribution_are_told_apart_as_often_as_promised()
    {
        Share(size: 6).ShouldBeInRange(0.02, 0.06);
        Share(size: 30).ShouldBeInRange(0.03, 0.07);

        static double Share(int size) => Enumerable.Range(0, 1000).Count(seed => RankSum.PValue(SomeSeries.Noise(seed, size), SomeSeries.Noise(seed + 5000, size + 5)) <= 0.05) / 1000.0;
    }

    [Fact]
    public void Without_a_sample_nothing_is_different() => RankSum.PValue([], [1, 2]).ShouldBe(1);
}
