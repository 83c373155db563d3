using System.Globalization;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>Numbers for people as Prometheus's template functions print them; only an exact half in the last digit goes up here and to even there.</summary>
internal static class Humanize
{
    private static readonly string[] Large = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];
    private static readonly string[] Small = ["", "m", "u", "n", "p", "f", "a", "z", "y"];

    /// <summary>As <c>{{ $value }}</c> alone prints: the shortest text that reads back the same, with an exponent below 1e-4 and from 1e6 on.</summary>
    public static string Plain(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        var magnitude = Math.Abs(value);
        return magnitude is 0 or (>= 1e-4 and < 1e6) ? value.ToString("0.#####################################", CultureInfo.InvariantCulture) : Exponent(value);
    }

    /// <summary>Four significant digits with an SI prefix.</summary>
    public static string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Significant(value);
        }

        var prefix = 0;
        if (Math.Abs(value) >= 1)
        {
            for (; Math.Abs(value) >= 1000 && prefix < Large.Length - 1; prefix++)
            {
                value /= 1000;
            }

            return Significant(value) + Large[prefix];
        }

        for (; Math.Abs(value) < 1 && prefix < Small.Length - 1; prefix++)
        {
            value *= 1000;
        }

        return Significant(value) + Small[prefix];
    }

    /// <summary>A ratio as a percentage of four significant digits.</summary>
    public static string Percentage(double ratio) => Significant(ratio * 100) + "%";

    /// <summary>Seconds as days, hours, minutes and seconds; below a minute with four significant digits, below a second with an SI prefix.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return Significant(seconds);
        }

        if (Math.Abs(seconds) < 1)
        {
            return Number(seconds) + "s";
        }

        var sign = seconds < 0 ? "-" : "";
        var whole = (long)Math.Abs(seconds);
        var (days, hours, minutes) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60);
        if (days > 0)
        {
            return $"{sign}{days}d {hours}h {minutes}m {whole % 60}s";
        }

        if (hours > 0)
        {
            return $"{sign}{hours}h {minutes}m {whole % 60}s";
        }

        return minutes > 0 ? $"{sign}{minutes}m {whole % 60}s" : Significant(seconds) + "s";
    }

    /// <summary>Go's <c>%.4g</c>.</summary>
    private static string Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Plain(value);
        }

        var scientific = value.ToString("0.###e+00", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific[(scientific.IndexOf('e', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 4 ? scientific : value.ToString("G4", CultureInfo.InvariantCulture);
    }

    private static string Exponent(double value) => value.ToString("0.################e+00", CultureInfo.InvariantCulture);
}
