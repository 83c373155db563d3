using System.Globalization;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>promtool's notation of series: <c>0+10x5</c> is 0, 10, ... 50; <c>1x3</c> is 1 four times; <c>_</c> is no point.</summary>
internal static class SeriesNotation
{
    /// <summary>One entry a step: a value or nothing.</summary>
    public static List<double?> Values(string notation) =>
        [.. notation.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Expand)];

    public static LabelSet Labels(string series)
    {
        var vector = (VectorExpression)Parser.Parse(series);
        return LabelSet.From(vector.Selection.Matchers.Select(matcher => KeyValuePair.Create(matcher.Label, matcher.Value)));
    }

    private static IEnumerable<double?> Expand(string item)
    {
        var (body, times) = item.Split('x') is [var left, var right] ? (left, int.Parse(right)) : (item, 0);
        if (body == "_")
        {
            return Enumerable.Repeat<double?>(null, Math.Max(1, times));
        }

        var sign = body.IndexOfAny(['+', '-'], 1);
        var start = double.Parse(sign < 0 ? body : body[..sign], CultureInfo.InvariantCulture);
        var step = sign < 0 ? 0 : double.Parse(body[sign..], CultureInfo.InvariantCulture);
        return Enumerable.Range(0, times + 1).Select(index => (double?)(start + (index * step)));
    }
}
