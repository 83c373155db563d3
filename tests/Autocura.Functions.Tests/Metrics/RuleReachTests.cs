using Autocura.Metrics;

namespace Autocura.Functions.Tests.Metrics;

public sealed class RuleReachTests
{
    [Theory]
    [InlineData("up == 0", 0)]
    [InlineData("rate(http_requests_total{code=~\"5..\"}[5m]) > 1", 300)]
    [InlineData("increase(x[1h30m]) > 0 or rate(y[2m]) > 3", 5400)]
    [InlineData("predict_linear(free[6h], 4 * 3600) < 0", 21600)]
    [InlineData("max_over_time(rate(x[5m])[1h:1m]) > 3", 3900)]
    [InlineData("rate(x[5m] offset 10m) > 0", 900)]
    [InlineData("x{pod=~\"a[5m]\"} > 0", 0)]
    [InlineData("x{path='[1h]'} > 0", 0)]
    [InlineData("rate(x[ 500ms ]) > 0", 0.5)]
    [InlineData("", 0)]
    public void A_rule_looks_back_as_far_as_its_ranges_and_offsets_reach(string expression, double seconds) =>
        RuleReach.Of(expression).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_time_for_which_a_rule_keeps_an_alert_firing_counts() =>
        RuleReach.Of("rate(x[5m]) > 0", TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.FromMinutes(7));
}
