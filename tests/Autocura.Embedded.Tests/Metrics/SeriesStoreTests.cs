using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class SeriesStoreTests
{
    private static readonly long LookBack = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;
    private static readonly LabelSet Up = Named("up");
    private static readonly Selection SelectUp = new([new LabelMatcher(LabelSet.MetricName, LabelMatch.Equal, "up")]);

    [Fact]
    public void A_series_that_its_writer_no_longer_sends_ends_at_once()
    {
        var store = new SeriesStore(new SeriesLimits());
        store.Append("scrape", 1000, [new(Up, 1)]);
        store.Append("scrape", 2000, []);

        store.Instant(SelectUp, 1999, LookBack).ShouldHaveSingleItem().Value.ShouldBe(1);
        store.Instant(SelectUp, 2000, LookBack).ShouldBeEmpty();
        store.Range(SelectUp, 0, 3000).ShouldHaveSingleItem().Points.ShouldBe([new Point(1000, 1)]);
    }

    [Fact]
    public void Another_writers_silence_says_nothing_about_a_series()
    {
        var store = new SeriesStore(new SeriesLimits());
        store.Append("scrape", 1000, [new(Up, 1)]);
        store.Append("rules", 2000, []);

        store.Instant(SelectUp, 2000, LookBack).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_series_that_comes_back_is_seen_again()
    {
        var store = new SeriesStore(new SeriesLimits());
        store.Append("scrape", 1000, [new(Up, 1)]);
        store.Append("scrape", 2000, []);
        store.Append("scrape", 3000, [new(Up, 0)]);

        store.Instant(SelectUp, 3000, LookBack).ShouldHaveSingleItem().Value.ShouldBe(0);
    }

    [Fact]
    public void Without_a_stale_marker_a_point_is_seen_for_the_look_back_and_not_longer()
    {
        var store = new SeriesStore(new SeriesLimits());
        store.Append("scrape", 1000, [new(Up, 1)]);

        store.Instant(SelectUp, 1000 + LookBack, LookBack).ShouldHaveSingleItem();
        store.Instant(SelectUp, 1001 + LookBack, LookBack).ShouldBeEmpty();
    }

    [Fact]
    public void A_full_store_refuses_new_series_and_says_how_many()
    {
        var store = new SeriesStore(new SeriesLimits { MaxSeries = 2 });

        store.Append("scrape", 1000, [new(Up, 1), new(Named("a"), 1), new(Named("b"), 1), new(Named("c"), 1)]).ShouldBe(2);
        store.Instant(SelectUp, 1000, LookBack).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_series_keeps_its_newest_points_when_it_reaches_its_capacity()
    {
        var store = new SeriesStore(new SeriesLimits { MaxPointsPerSeries = 50 });
        for (var at = 1; at <= 175; at++)
        {
            store.Append("scrape", at, [new(Up, at)]);
        }

        store.Range(SelectUp, 0, 1000).ShouldHaveSingleItem().Points.Select(point => point.Value)
            .ShouldBe(Enumerable.Range(126, 50).Select(value => (double)value));
    }

    [Fact]
    public void Points_beyond_the_retention_are_forgotten_and_empty_series_with_them()
    {
        var store = new SeriesStore(new SeriesLimits { Retention = TimeSpan.FromSeconds(10), MaxSeries = 2 });
        store.Append("scrape", 0, [new(Up, 1), new(Named("old"), 1)]);
        store.Append("scrape", 60_000, [new(Up, 2)]);
        store.Trim();
        store.Append("scrape", 60_001, [new(Up, 2)]);
        store.Trim();

        store.Range(SelectUp, 0, 60_000).ShouldHaveSingleItem().Points.ShouldBe([new Point(60_000, 2)]);
        store.Append("scrape", 130_000, [new(Up, 2)]);
        store.Trim();
        store.Append("scrape", 130_001, [new(Up, 2), new(Named("new"), 1)]).ShouldBe(0);
    }

    private static LabelSet Named(string name) => LabelSet.From([new(LabelSet.MetricName, name)]);
}
