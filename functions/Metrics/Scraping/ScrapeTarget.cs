namespace Autocura.Metrics.Scraping;

/// <summary>A Deployment whose pods tell their own numbers, where, and which of them are wanted: names of metrics with * as a wildcard; all when empty.</summary>
public sealed record ScrapeTarget(string Namespace, string Deployment, int Port, string Path, IReadOnlyList<string> Filters)
{
    /// <summary>Whether a metric is wanted.</summary>
    public bool Wants(string metric) => Filters.Count == 0 || Filters.Any(filter => Matches(metric, filter));

    /// <summary>Greedy with one step back: linear in the name for each wildcard, and never worse.</summary>
    private static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> glob)
    {
        var (at, inGlob, star, mark) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (inGlob < glob.Length && glob[inGlob] == '*') (star, mark, inGlob) = (inGlob, at, inGlob + 1);
            else if (inGlob < glob.Length && glob[inGlob] == text[at]) (at, inGlob) = (at + 1, inGlob + 1);
            else if (star >= 0) (mark, at, inGlob) = (mark + 1, mark + 1, star + 1);
            else return false;
        }

        return glob[inGlob..].Trim('*').IsEmpty;
    }
}
