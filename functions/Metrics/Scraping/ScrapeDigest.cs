using System.Globalization;

namespace Autocura.Metrics.Scraping;

/// <summary>Scrapes of one target as a few lines: what each metric is now and was before the trouble, what changed most first.</summary>
internal static class ScrapeDigest
{
    public const int MostLines = 20;

    /// <param name="scrapes">Oldest first; the last one is now.</param>
    /// <param name="onset">When the trouble began.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Scrape> scrapes, DateTimeOffset onset)
    {
        var (now, previous) = (scrapes[^1], scrapes.Count > 1 ? scrapes[^2] : null);
        var calm = scrapes.SkipLast(1).Where(scrape => scrape.At <= onset).ToList();
        var (before, earlier) = (calm.LastOrDefault(), calm.Count > 1 ? calm[^2] : null);
        return
        [
            .. now.Pods.Values.SelectMany(pod => pod.Keys).Distinct()
                .Select(metric => (Metric: metric, Now: now.Level(metric, previous), Before: before?.Level(metric, earlier), IsRate: IsRate(now, metric)))
                .Where(line => line.Now is not null)
                .OrderByDescending(line => Change(line.Now!.Value, line.Before)).ThenBy(line => line.Metric, StringComparer.Ordinal)
                .Take(MostLines)
                .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Metric}: {Text(line.Now, line.IsRate)}, before {Text(line.Before, line.IsRate)}")),
        ];
    }

    private static bool IsRate(Scrape scrape, string metric) => scrape.Pods.Values.First(pod => pod.ContainsKey(metric))[metric].IsCounter;

    /// <summary>As a share of the larger of the two; what cannot be compared comes last.</summary>
    private static double Change(double now, double? before) => before is not { } was ? -1 : Math.Max(Math.Abs(now), Math.Abs(was)) is var largest && largest > 0 ? Math.Abs(now - was) / largest : 0;

    private static string Text(double? value, bool isRate) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:G4}{(isRate ? "/s" : "")}") : "unknown";
}
