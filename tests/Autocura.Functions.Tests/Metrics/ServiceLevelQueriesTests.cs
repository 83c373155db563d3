using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Metrics;

namespace Autocura.Functions.Tests.Metrics;

/// <summary>The golden-signal queries, evaluated over series whose right answer can be worked out by hand.</summary>
public sealed class ServiceLevelQueriesTests
{
    private static readonly ServiceLevelQueries Queries = new(new ServiceLevelTemplates());
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_request_rate_adds_up_all_answers() =>
        Evaluate(Queries.RequestRate("shop", "cart", Window), ("code=\"200\"", 9), ("code=\"503\"", 1))!.Value.ShouldBe(10, 1e-9);

    [Fact]
    public void The_error_ratio_is_the_share_of_server_errors() =>
        Evaluate(Queries.ErrorRatio("shop", "cart", Window), ("code=\"200\"", 6), ("code=\"404\"", 1), ("code=\"503\"", 3))!.Value.ShouldBe(0.3, 1e-9);

    [Fact]
    public void A_service_that_never_failed_has_an_error_ratio_of_zero() =>
        Evaluate(Queries.ErrorRatio("shop", "cart", Window), ("code=\"200\"", 6)).ShouldBe(0);

    [Fact]
    public void A_service_without_traffic_has_no_error_ratio() =>
        Evaluate(Queries.ErrorRatio("shop", "cart", Window), ("code=\"200\"", 0)).ShouldBe(double.NaN);

    [Fact]
    public void A_service_without_series_has_no_error_ratio() =>
        Evaluate(Queries.ErrorRatio("shop", "cart", Window)).ShouldBeNull();

    [Fact]
    public void The_latency_is_the_quantile_of_the_histogram() =>
        Evaluate(Queries.Latency("shop", "cart", Window, 0.5), ("le=\"1\"", 4), ("le=\"2\"", 8), ("le=\"+Inf\"", 8))!.Value.ShouldBe(1, 1e-9);

    [Fact]
    public void A_quantile_that_is_none_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Queries.Latency("shop", "cart", Window, 99));

    /// <summary>Series that grow by the given amount a second; the expression's only value after two minutes.</summary>
    private static double? Evaluate(string expression, params (string Label, double PerSecond)[] series)
    {
        var store = new SeriesStore(new SeriesLimits());
        for (var second = 0; second <= 120; second++)
        {
            store.Append("test", second * 1000, series.Select(one => KeyValuePair.Create(Labels(one.Label), one.PerSecond * second)));
        }

        var vector = (Value.Vector)new QueryEngine(store).Instant(Parser.Parse(expression), 120_000);
        return vector.Elements.Count == 0 ? null : vector.Elements.ShouldHaveSingleItem().Value;
    }

    private static LabelSet Labels(string label)
    {
        var name = label.StartsWith("le", StringComparison.Ordinal) ? "http_request_duration_seconds_bucket" : "http_requests_total";
        var (key, value) = label.Split('=') is [var left, var right] ? (left, right.Trim('"')) : throw new FormatException(label);
        return LabelSet.From([new(LabelSet.MetricName, name), new("namespace", "shop"), new("service", "cart"), new(key, value)]);
    }
}
