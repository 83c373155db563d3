using Autocura.Metrics.Scraping;

namespace Autocura.Functions.Tests.Metrics.Scraping;

public sealed class ScrapeDigestTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_counter_is_told_by_its_rate_and_a_gauge_by_its_value_what_changed_most_first()
    {
        Scrape[] scrapes = [At(0, errors: 0, memory: 100), At(30, errors: 3, memory: 100), At(60, errors: 6, memory: 110), At(90, errors: 306, memory: 120)];

        ScrapeDigest.Of(scrapes, Noon.AddSeconds(65)).ShouldBe(["errors_total: 10/s, before 0.1/s", "memory: 120, before 110"]);
    }

    [Fact]
    public void Nothing_is_made_up_where_there_was_nothing_before() =>
        ScrapeDigest.Of([At(90, errors: 306, memory: 120)], Noon).ShouldBe(["memory: 120, before unknown"]);

    [Fact]
    public void A_counter_that_fell_began_anew() =>
        ScrapeDigest.Of([At(0, errors: 500, memory: 1), At(30, errors: 60, memory: 1)], Noon)[^1].ShouldBe("errors_total: 2/s, before unknown");

    [Fact]
    public void A_pod_that_is_new_does_not_count_as_a_rise()
    {
        var two = new Scrape(Noon.AddSeconds(30), new Dictionary<string, IReadOnlyDictionary<string, ScrapedValue>> { ["a"] = Values(30, 1), ["b"] = Values(9_000, 1) }, []);

        two.Level("errors_total", At(0, errors: 0, memory: 1)).ShouldBe(1);
    }

    private static Scrape At(int seconds, double errors, double memory) =>
        new(Noon.AddSeconds(seconds), new Dictionary<string, IReadOnlyDictionary<string, ScrapedValue>> { ["a"] = Values(errors, memory) }, []);

    private static Dictionary<string, ScrapedValue> Values(double errors, double memory) => new() { ["errors_total"] = new(errors, IsCounter: true), ["memory"] = new(memory, IsCounter: false) };
}
