namespace Autocura.Metrics.Scraping;

/// <summary>What the pods of a target said at one moment, by pod, and which of them could not be asked.</summary>
internal sealed record Scrape(DateTimeOffset At, IReadOnlyDictionary<string, IReadOnlyDictionary<string, ScrapedValue>> Pods, IReadOnlyList<string> Problems)
{
    /// <summary>
    /// What a metric is now over all pods: what it gained a second since an earlier scrape where it only grows, its sum where it does not. A counter that has fallen began
    /// anew. Null when there is nothing to compare with.
    /// </summary>
    public double? Level(string metric, Scrape? earlier)
    {
        var values = Pods.Where(pod => pod.Value.ContainsKey(metric)).Select(pod => (pod.Key, Value: pod.Value[metric])).ToList();
        if (values.Count == 0 || !values[0].Value.IsCounter)
        {
            return values.Count == 0 ? null : values.Sum(pod => pod.Value.Value);
        }

        var gains = values
            .Where(pod => earlier?.Pods.TryGetValue(pod.Key, out var before) == true && before.ContainsKey(metric))
            .Select(pod => Gain(earlier!.Pods[pod.Key][metric].Value, pod.Value.Value))
            .ToList();
        return gains.Count == 0 || At <= earlier!.At ? null : gains.Sum() / (At - earlier.At).TotalSeconds;
    }

    private static double Gain(double before, double now) => now >= before ? now - before : now;
}
