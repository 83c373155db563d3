using Autocura.Policies.Rollback.Judging;

namespace Autocura.Functions.Tests.Policies.Rollback.Judging;

public sealed class StepPairsTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void Steps_that_both_measured_are_compared_with_each_other() =>
        StepPairs.Of(new MetricSamples([1, 2, 3]), new MetricSamples([4, 5, 6])).ShouldBe([(0, 0), (1, 1), (2, 2)]);

    [Fact]
    public void Others_are_compared_with_the_nearest_one_that_has_no_partner_either() =>
        StepPairs.Of(new MetricSamples([1, Gap, 3, 4]), new MetricSamples([1, 2, Gap, 4])).ShouldBe([(0, 0), (2, 1), (3, 3)]);

    [Fact]
    public void What_is_far_apart_is_not_compared() =>
        StepPairs.Of(new MetricSamples([1, Gap, Gap, Gap, Gap]), new MetricSamples([Gap, Gap, Gap, Gap, 1])).ShouldBeEmpty();

    [Fact]
    public void Nothing_measured_is_nothing_to_compare() => StepPairs.Of(MetricSamples.None, new MetricSamples([1, 2])).ShouldBeEmpty();
}
