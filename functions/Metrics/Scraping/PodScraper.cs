using System.Collections.Concurrent;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Metrics.Scraping;

/// <summary>
/// Asks the pods of a target for their own numbers, through the API server's proxy, where no Prometheus does. What was said lately is remembered for a while, so that there is
/// something to compare with; whoever has just started has nothing yet, and says so.
/// </summary>
public sealed class PodScraper(IClusters clusters, TimeProvider time)
{
    private const int MostPods = 5;
    private const int MostBytes = 1024 * 1024;
    private const int MostKept = 32;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, IReadOnlyList<Scrape>> kept = new();

    /// <summary>Scrapes the target once. What went wrong, for each pod that could not be asked; empty when all could.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string cluster, ScrapeTarget target, CancellationToken cancellationToken) =>
        (await ScrapeAsync(cluster, target, cancellationToken))[^1].Problems;

    /// <summary>What the target's pods say now and said before the trouble began, a line for each metric, and what went wrong.</summary>
    public async Task<(IReadOnlyList<string> Lines, IReadOnlyList<string> Problems)> ReadAsync(string cluster, ScrapeTarget target, DateTimeOffset onset, CancellationToken cancellationToken)
    {
        var scrapes = await ScrapeAsync(cluster, target, cancellationToken);
        return (ScrapeDigest.Of(scrapes, onset), scrapes[^1].Problems);
    }

    private async Task<IReadOnlyList<Scrape>> ScrapeAsync(string cluster, ScrapeTarget target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var scrape = await AskAsync(cluster, target, either.Token, cancellationToken);
        var oldest = scrape.At - Age;
        return kept.AddOrUpdate(
            $"{cluster}/{target.Namespace}/{target.Deployment}:{target.Port}{target.Path}",
            _ => [scrape],
            (_, before) => [.. before.Where(one => one.At > oldest && one.At < scrape.At).TakeLast(MostKept - 1), scrape]);
    }

    private async Task<Scrape> AskAsync(string cluster, ScrapeTarget target, CancellationToken either, CancellationToken caller)
    {
        var pods = new Dictionary<string, IReadOnlyDictionary<string, ScrapedValue>>();
        var problems = new List<string>();
        try
        {
            foreach (var pod in await PodsAsync(clusters.Named(cluster), target, either))
            {
                await AskAsync(clusters.Named(cluster), target, pod, (pods, problems), either);
            }
        }
        catch (ClusterException refused)
        {
            problems.Add($"the pods of Deployment {target.Namespace}/{target.Deployment} cannot be listed ({refused.Reason}: {refused.Message})");
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            problems.Add($"Deployment {target.Namespace}/{target.Deployment} did not answer within {Patience.TotalSeconds:0} s");
        }

        return new Scrape(time.GetUtcNow(), pods, problems);
    }

    private static async Task AskAsync(
        ICluster cluster, ScrapeTarget target, string pod, (Dictionary<string, IReadOnlyDictionary<string, ScrapedValue>> Pods, List<string> Problems) into, CancellationToken cancellationToken)
    {
        try
        {
            var text = await cluster.PodTextAsync(new PodTextQuery(target.Namespace, pod, target.Port, target.Path) { MostBytes = MostBytes }, cancellationToken);
            into.Pods[pod] = PrometheusText.Read(text, target.Wants);
        }
        catch (ClusterException refused)
        {
            into.Problems.Add($"Pod {target.Namespace}/{pod}:{target.Port}{target.Path} ({refused.Reason}: {refused.Message})");
        }
    }

    /// <summary>The pods that the Deployment's selector finds, by name, those that are asked.</summary>
    private static async Task<IReadOnlyList<string>> PodsAsync(ICluster cluster, ScrapeTarget target, CancellationToken cancellationToken)
    {
        var found = await cluster.FindAsync(Kinds.Deployment.Ref(target.Namespace, target.Deployment), cancellationToken);
        if (found?["spec"]?["selector"] is not { } selector)
        {
            return [];
        }

        var pods = await cluster.ListAsync(Kinds.Pod, new ListQuery(target.Namespace, LabelSelector: Cluster.Readers.Selectors.Of(selector)), cancellationToken);
        return [.. pods.Select(pod => $"{pod["metadata"]!["name"]}").Order(StringComparer.Ordinal).Take(MostPods)];
    }
}
