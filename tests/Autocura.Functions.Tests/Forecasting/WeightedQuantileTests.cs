using Autocura.Forecasting;

namespace Autocura.Functions.Tests.Forecasting;

public sealed class WeightedQuantileTests
{
    /// <summary>Of n errors and the one to come, the ceil(level (n + 1))-th is met with the probability asked for.</summary>
    [Theory]
    [InlineData(1, 0.9, 1)]
    [InlineData(9, 0.9, 9)]
    [InlineData(18, 0.9, 18)]
    [InlineData(19, 0.9, 18)]
    [InlineData(99, 0.9, 90)]
    [InlineData(9, 0.1, 1)]
    [InlineData(100, 0.5, 50)]
    public void The_error_to_come_counts_as_the_largest(int errors, double level, double expected) =>
        WeightedQuantile.Of([.. Enumerable.Range(1, errors).Select(error => (double)error)], [.. Enumerable.Repeat(1.0, errors)], level).ShouldBe(expected);

    [Fact]
    public void Errors_that_are_all_the_same_make_no_width() => WeightedQuantile.Of([0, 0, 0], [1, 1, 1], 0.9).ShouldBe(0);

    [Fact]
    public void Old_errors_count_for_less() => WeightedQuantile.Of([1, 2, 3, 100], [10, 10, 10, 0.1], 0.9).ShouldBe(3);

    [Fact]
    public void Errors_are_put_into_order_with_their_weights()
    {
        double[] errors = [3, 1, 2];
        double[] weights = [0.3, 0.1, 0.2];
        WeightedQuantile.Sort(errors, weights);
        (errors, weights).ShouldSatisfyAllConditions(pair => pair.errors.ShouldBe([1, 2, 3]), pair => pair.weights.ShouldBe([0.1, 0.2, 0.3]));
    }
}
