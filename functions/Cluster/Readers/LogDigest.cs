using System.Text.RegularExpressions;

namespace Autocura.Cluster.Readers;

/// <summary>
/// The few lines of a log that say most: those that speak of trouble when there are any, each kind of line once, the latest last. Redacted.
/// </summary>
internal static partial class LogDigest
{
    public static string Of(string log, int longest)
    {
        var lines = LogRedactor.Redact(log).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var troubled = lines.Where(line => Trouble().IsMatch(line)).ToList();
        var kept = new Stack<string>();
        var left = longest;
        foreach (var line in (troubled.Count > 0 ? troubled : [.. lines]).AsEnumerable().Reverse().DistinctBy(Kind))
        {
            if (line.Length + 1 > left)
            {
                break;
            }

            kept.Push(line);
            left -= line.Length + 1;
        }

        return kept.Count > 0 ? string.Join('\n', kept) : (lines.LastOrDefault() ?? "").Clip(longest);
    }

    // Two lines that differ in numbers alone say the same.
    private static string Kind(string line) => Varying().Replace(line, "#");

    [GeneratedRegex(
        @"error|fatal|panic|exception|fail|refused|denied|reject|time[d ]?-?out|deadline|unavailable|unreachable|unable|cannot|can't|could not|no such|not found|invalid|critical|traceback|warn|\bOOM|out of memory|expired|killed",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Trouble();

    [GeneratedRegex(@"[0-9a-f]{8,}|[0-9]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Varying();
}
