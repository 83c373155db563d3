using Autocura.Metrics.Scraping;

namespace Autocura.Functions.Tests.Metrics.Scraping;

public sealed class PrometheusTextTests
{
    private const string Text = """
        # HELP http_requests_total Requests.
        # TYPE http_requests_total counter
        http_requests_total{method="get",code="200"} 10
        http_requests_total{method="post",code="200"} 5 1395066363000
        http_requests_total{method="get",code="500"} 2
        # TYPE latency histogram
        latency_bucket{le="0.1"} 4
        latency_sum 1.5
        latency_count 7
        # TYPE queue gauge
        queue{name="a, \"b\""} 3
        queue{name="c"} 4
        nothing NaN
        forever +Inf
        this is no line
        untyped_total 9

        """;

    [Fact]
    public void Series_are_added_up_by_metric_and_code()
    {
        var read = PrometheusText.Read(Text, _ => true).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value.Value} {(entry.Value.IsCounter ? "counter" : "gauge")}");

        read.ShouldBe(["http_requests_total{code=\"200\"} 15 counter", "http_requests_total{code=\"500\"} 2 counter", "latency_count 7 counter", "latency_sum 1.5 counter", "queue 7 gauge", "untyped_total 9 counter"]);
    }

    [Fact]
    public void Only_so_many_series_are_read()
    {
        var many = string.Join('\n', Enumerable.Range(0, PrometheusText.MostSeries + 10).Select(number => $"metric_{number} 1"));

        PrometheusText.Read(many, _ => true).Count.ShouldBe(PrometheusText.MostSeries);
    }

    [Theory]
    [InlineData("http_requests_*", "http_requests_total", true)]
    [InlineData("http_*_total", "http_requests_total", true)]
    [InlineData("*", "anything", true)]
    [InlineData("http_requests_*", "grpc_requests_total", false)]
    [InlineData("http_requests", "http_requests_total", false)]
    [InlineData("*_total", "http_total_requests", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    public void A_filter_is_a_glob(string filter, string metric, bool wanted) => new ScrapeTarget("shop", "cart", 8080, "/metrics", [filter]).Wants(metric).ShouldBe(wanted);

    [Fact]
    public void Without_a_filter_everything_is_wanted() => new ScrapeTarget("shop", "cart", 8080, "/metrics", []).Wants("x").ShouldBeTrue();
}
