using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Benchmarks.Clusters;

/// <summary>What ten minutes of an application cost on a clock that is moved by hand: as a test of a scenario spends them.</summary>
internal sealed class VirtualTimeBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(5);

    public string Name => "clock";

    public string Question => "CPU for ten simulated minutes of each application, alone and with a scrape of all metrics every five seconds";

    public async Task RunAsync(Report report)
    {
        var rows = new List<object[]>();
        foreach (var application in ApplicationCatalog.Load().All)
        {
            await using var cluster = await LargeCluster.StartAsync(nodes: 0, deployments: 0, replicas: 0);
            await new ApplicationInstallation(cluster.Store, cluster.Simulation).InstallAsync([application.Name]);
            await cluster.RunAsync(TimeSpan.FromMinutes(2));
            var contest = new Contest(
                new("alone", async () => (await LargeCluster.TimedAsync(() => cluster.RunAsync(Span))).Cpu * 1000),
                new("scraped", async () => (await LargeCluster.TimedAsync(() => ScrapedAsync(cluster))).Cpu * 1000));
            await contest.RunAsync(Rounds);
            rows.Add([application.Name, cluster.ReadyPods, contest.Median("alone"), contest.Median("scraped"), cluster.Simulation.Exporter.Read().Sum(family => family.Samples.Count)]);
        }

        report.Text($"Medians of {Rounds} rounds. A round that is scraped reads all samples {Span / ScrapeInterval:0} times.");
        report.Table(["application", "pods", "alone, CPU ms", "scraped, CPU ms", "samples of a scrape"], rows);
    }

    private static async Task ScrapedAsync(LargeCluster cluster)
    {
        for (var passed = TimeSpan.Zero; passed < Span; passed += ScrapeInterval)
        {
            await cluster.RunAsync(ScrapeInterval);
            cluster.Simulation.Exporter.Read();
        }
    }
}
