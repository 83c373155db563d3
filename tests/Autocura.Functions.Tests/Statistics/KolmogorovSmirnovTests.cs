using Autocura.Statistics;

namespace Autocura.Functions.Tests.Statistics;

public sealed class KolmogorovSmirnovTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 }, 0)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 4, 5 }, 1)]
    [InlineData(new double[] { 1, 3 }, new double[] { 2, 4 }, 0.5)]
    [InlineData(new double[] { 0, 0, 0, 1 }, new double[] { 0, 1, 1, 1 }, 0.5)]
    public void The_distance_is_that_of_the_cumulative_distributions(double[] first, double[] second, double expected) =>
        KolmogorovSmirnov.Distance(first, second).ShouldBe(expected, 1e-12);

    [Fact]
    public void An_empty_sample_tells_nothing() => KolmogorovSmirnov.PValue([], [1, 2]).ShouldBe(1);

    [Fact]
    public void It_calls_the_same_different_about_as_often_as_its_level_says()
    {
        var chance = new Random(5);
        var found = Enumerable.Range(0, 2_000).Count(_ => KolmogorovSmirnov.PValue(Draw(1), Draw(1)) <= 0.05);

        found.ShouldBeInRange(50, 130);

        double[] Draw(double width) => [.. Enumerable.Range(0, 25).Select(_ => chance.NextDouble() * width)];
    }
}
