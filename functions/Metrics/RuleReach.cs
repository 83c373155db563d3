using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Metrics;

/// <summary>
/// How far back an alerting rule looks: an alert on <c>increase(x[5m])</c> stands for five minutes after the last failure, however good the remedy was.
/// The longest range and offset of its expression, ranges of subqueries added, and the time for which the rule keeps an alert firing.
/// </summary>
internal static partial class RuleReach
{
    public static TimeSpan Of(string expression, TimeSpan keepFiringFor = default)
    {
        var bare = Quoted().Replace(expression, "\"\"");
        var ranges = Range().Matches(bare).Select(range => (Length: Length(range.Groups["range"].Value), IsSubquery: range.Groups["step"].Success)).ToList();
        var plain = ranges.Where(range => !range.IsSubquery).Select(range => range.Length).DefaultIfEmpty().Max();
        var offset = Offset().Matches(bare).Select(found => Length(found.Groups["by"].Value)).DefaultIfEmpty().Max();
        return ranges.Where(range => range.IsSubquery).Aggregate(plain + offset + keepFiringFor, (sum, range) => sum + range.Length);
    }

    private static TimeSpan Length(string duration) => Part().Matches(duration).Aggregate(TimeSpan.Zero, (sum, part) =>
        sum + (double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * Unit(part.Groups["unit"].Value)));

    // As Prometheus has them: a day has 24 hours, a year 365 days.
    private static TimeSpan Unit(string unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        "w" => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(365),
    };

    [GeneratedRegex("""\"(\\.|[^"\\])*\"|'(\\.|[^'\\])*'|`[^`]*`""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[\s*(?<range>([0-9]+(ms|[smhdwy]))+)\s*(?<step>:[^\]]*)?\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Range();

    [GeneratedRegex(@"\boffset\s+(?<by>([0-9]+(ms|[smhdwy]))+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Offset();

    [GeneratedRegex("(?<number>[0-9]+)(?<unit>ms|[smhdwy])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
