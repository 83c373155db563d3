using Autocura.Embedded.Cluster.Faults;
using Autocura.Metrics.Scraping;
using Autocura.Support;

namespace Autocura.Functions.Tests.Metrics.Scraping;

public sealed class PodScraperTests
{
    private static readonly ScrapeTarget Cart = new("shop", "cart", 8080, "/metrics", ["http_requests_*", "process_*"]);

    [Fact]
    public async Task The_pods_of_a_target_are_asked_and_what_they_say_is_compared()
    {
        await using var cluster = await TestCluster.StartAsync();
        var scraper = new PodScraper(cluster.Clusters, cluster.Time);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await scraper.RunAsync("test", Cart, CancellationToken.None)).ShouldBeEmpty();
            await cluster.RunAsync(TimeSpan.FromSeconds(30));
        }

        var (lines, problems) = await scraper.ReadAsync("test", Cart, cluster.Time.GetUtcNow().AddSeconds(-1), CancellationToken.None);

        problems.ShouldBeEmpty();
        lines.Select(line => line.Split(':')[0]).ShouldBe(["http_requests_total{code=\"200\"}", "http_requests_total{code=\"500\"}", "process_cpu_seconds_total", "process_resident_memory_bytes"], ignoreOrder: true);
        lines.Single(line => line.StartsWith("http_requests_total{code=\"200\"}")).ShouldMatch(@": \d+(\.\d+)?/s, before \d+(\.\d+)?/s$");
        lines.ShouldAllBe(line => !line.Contains("unknown"));
    }

    [Theory]
    [InlineData(9, "/metrics", "ServiceUnavailable")]
    [InlineData(8080, "/elsewhere", "404")]
    public async Task A_pod_that_does_not_answer_there_is_named(int port, string path, string reason)
    {
        await using var cluster = await TestCluster.StartAsync();

        var problems = await new PodScraper(cluster.Clusters, cluster.Time).RunAsync("test", Cart with { Port = port, Path = path }, CancellationToken.None);

        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(problem => problem.StartsWith("Pod shop/cart-") && problem.Contains(reason));
    }

    [Fact]
    public async Task A_refusal_of_the_api_server_is_a_problem_and_no_failure()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Resources = ["pods/proxy"], Code = 403 }], seed: 1);

        (await new PodScraper(cluster.Clusters, cluster.Time).RunAsync("test", Cart, CancellationToken.None)).ShouldAllBe(problem => problem.Contains("Forbidden"));
    }

    [Fact]
    public async Task A_target_that_is_not_there_has_nothing_to_say()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await new PodScraper(cluster.Clusters, cluster.Time).ReadAsync("test", Cart with { Deployment = "gone" }, cluster.Time.GetUtcNow(), CancellationToken.None)).Lines.ShouldBeEmpty();
    }
}
