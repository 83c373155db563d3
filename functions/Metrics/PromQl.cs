using System.Globalization;
using System.Text;

namespace Autocura.Metrics;

/// <summary>
/// Writes values into PromQL so that they stay values. Label values are free text chosen by whoever owns the metric, and must not be able to change a query.
/// </summary>
public static class PromQl
{
    /// <summary>A double-quoted string literal which denotes exactly <paramref name="value"/>.</summary>
    public static string Quote(string value)
    {
        var literal = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                < ' ' or '\u007f' => literal.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A duration literal in whole milliseconds or, where it is whole, seconds.</summary>
    public static string Duration(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var milliseconds = Math.Max(1, (long)duration.TotalMilliseconds);
        return milliseconds % 1000 == 0 ? $"{milliseconds / 1000}s" : $"{milliseconds}ms";
    }
}
