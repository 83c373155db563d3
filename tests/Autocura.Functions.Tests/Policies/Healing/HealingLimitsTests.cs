using Autocura.Policies;
using Autocura.Policies.Healing;

namespace Autocura.Functions.Tests.Policies.Healing;

public sealed class HealingLimitsTests
{
    [Theory]
    [InlineData("500m", 0.5)]
    [InlineData("512Mi", 512.0 * 1024 * 1024)]
    public void An_amount_is_a_quantity(string amount, double expected) =>
        HealingLimits.Of(new MetricSpec { Type = "Resource", Resource = new ResourceSpec { Name = "memory", Target = new ResourceTarget { Type = "Value", AverageValue = amount } } })!.Threshold.ShouldBe(expected);

    [Fact]
    public void What_says_no_limit_has_none()
    {
        HealingLimits.Of(new MetricSpec { Type = "Resource", Resource = new ResourceSpec { Name = "cpu" } }).ShouldBeNull();
        HealingLimits.Of(new MetricSpec { Type = "Resource", Resource = new ResourceSpec { Name = "cpu", Target = new ResourceTarget { Type = "Value", AverageValue = "much" } } }).ShouldBeNull();
        HealingLimits.Of(new MetricSpec { Type = "Custom" }).ShouldBeNull();
    }

    [Theory]
    [InlineData(Comparison.GreaterThan, 100, false)]
    [InlineData(Comparison.GreaterThan, 100.1, true)]
    [InlineData(Comparison.LessThan, 100, false)]
    [InlineData(Comparison.LessThan, 99.9, true)]
    [InlineData(Comparison.Equal, 100, true)]
    [InlineData(Comparison.Equal, 100.0000001, true)]
    [InlineData(Comparison.Equal, 100.1, false)]
    public void A_limit_is_breached_as_its_comparison_says(Comparison comparison, double value, bool expected)
    {
        var limit = HealingLimits.Of(new MetricSpec { Name = "x", Type = "Custom", Custom = new CustomSpec { MetricName = "x", Threshold = 100, ComparisonOperator = comparison } })!;

        new MetricReading("x", limit, value).IsBreached.ShouldBe(expected);
        HealingLimits.ToRecovery(limit).Holds(value).ShouldBe(!expected);
    }
}
