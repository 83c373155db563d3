using System.Buffers;
using System.Globalization;

namespace Autocura.Embedded.Cluster;

/// <summary>Spans of time as Kubernetes writes them: <c>1h30m</c>, <c>500ms</c>, <c>-2s</c>, <c>0</c>.</summary>
internal static class GoDuration
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("us", 1e-3), ("µs", 1e-3), ("ns", 1e-6), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static TimeSpan? Parse(string? text) => TryParse(text, out var span) ? span : null;

    public static bool TryParse(string? text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        var isNegative = text?.StartsWith('-') == true;
        var rest = text.AsSpan().TrimStart("+-");
        if (rest.SequenceEqual("0"))
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        var milliseconds = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                return false;
            }

            rest = rest[digits..];
            var unit = UnitOf(rest);
            if (unit.Unit is null)
            {
                return false;
            }

            rest = rest[unit.Unit.Length..];
            milliseconds += amount * unit.Milliseconds;
        }

        span = TimeSpan.FromMilliseconds(isNegative ? -milliseconds : milliseconds);
        return true;
    }

    private static (string? Unit, double Milliseconds) UnitOf(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return default;
    }
}
