using Autocura.Metrics.Policies.Rollback;
using Autocura.Metrics.Scan;
using Autocura.Signals;

namespace Autocura.Functions.Tests.Metrics.Policies.Rollback;

public sealed class GoldenMetricTests
{
    private static readonly ScanQueries Queries = new(new ScanOptions(), "");

    [Theory]
    [InlineData("error_rate", true)]
    [InlineData("latency_p99", true)]
    [InlineData("latency_p42", false)]
    [InlineData("my_error_rate", false)]
    [InlineData("error_rate{app=\"x\"}", false)]
    public void Only_the_names_of_golden_signals_are_theirs(string text, bool isGolden) => GoldenMetric.Is(text).ShouldBe(isGolden);

    [Fact]
    public void A_latency_is_asked_at_its_own_quantile_and_told_in_milliseconds()
    {
        new GoldenMetric("latency_p99").Expressions(Queries, ["shop"], TimeSpan.FromSeconds(30)).ShouldHaveSingleItem()
            .ShouldStartWith("histogram_quantile(0.99, sum by (namespace, service, le) (rate(http_request_duration_seconds_bucket{namespace=~\"shop\"}[30s])))");
        new GoldenMetric("latency_p99").Of(0.25, double.NaN).ShouldBe(250);
    }

    [Fact]
    public void A_share_is_made_of_failures_and_requests_and_is_nothing_without_requests()
    {
        new GoldenMetric("success_rate").Expressions(Queries, ["shop", "bank"], TimeSpan.FromSeconds(30)).Count.ShouldBe(2);
        new GoldenMetric("success_rate").Of(1, 20).ShouldBe(0.95);
        new GoldenMetric("error_rate").Of(1, 20).ShouldBe(0.05);
        new GoldenMetric("error_rate").Of(0, 0).ShouldBe(double.NaN);
    }
}
