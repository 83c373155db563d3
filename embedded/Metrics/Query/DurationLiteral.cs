using System.Text.RegularExpressions;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Prometheus durations such as <c>1h30m</c> or <c>500ms</c>: units from the largest to the smallest, each at most once.</summary>
internal static partial class DurationLiteral
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>The duration, or null where the text is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (text.Length == 0 || !match.Success)
        {
            return text == "0" ? TimeSpan.Zero : null;
        }

        var total = 0m;
        foreach (var (unit, milliseconds) in Units)
        {
            if (match.Groups[unit] is { Success: true, Value: var count })
            {
                total += decimal.Parse(count) * milliseconds;
            }
        }

        return total <= (decimal)TimeSpan.MaxValue.TotalMilliseconds / 2 ? TimeSpan.FromMilliseconds((double)total) : null;
    }

    [GeneratedRegex(@"\A((?<y>[0-9]{1,9})y)?((?<w>[0-9]{1,9})w)?((?<d>[0-9]{1,9})d)?((?<h>[0-9]{1,12})h)?((?<m>[0-9]{1,12})m)?((?<s>[0-9]{1,15})s)?((?<ms>[0-9]{1,18})ms)?\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
