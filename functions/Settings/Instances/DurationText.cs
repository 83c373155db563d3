using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Settings.Instances;

/// <summary>Durations as Kubernetes' own objects write them: 30s, 2h, 1h30m, 500ms.</summary>
internal static partial class DurationText
{
    /// <summary>The duration; null when the text is none, or longer than a year.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (text is null || !Whole().IsMatch(text))
        {
            return null;
        }

        var seconds = Part().Matches(text).Sum(part => double.Parse(part.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) * SecondsIn(part.Groups["unit"].Value));
        return seconds <= TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double SecondsIn(string unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        _ => 3600,
    };

    [GeneratedRegex(@"^([0-9]{1,9}(\.[0-9]{1,9})?(ms|s|m|h))+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<count>[0-9]+(\.[0-9]+)?)(?<unit>ms|s|m|h)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
