using System.Globalization;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Kubernetes quantities: <c>250m</c>, <c>64Mi</c>, <c>1.5</c>, <c>2e3</c>.</summary>
public static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024), ("Pi", 1024m * 1024 * 1024 * 1024 * 1024),
        ("Ei", 1024m * 1024 * 1024 * 1024 * 1024 * 1024), ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m), ("k", 1_000m), ("M", 1_000_000m),
        ("G", 1_000_000_000m), ("T", 1_000_000_000_000m), ("P", 1_000_000_000_000_000m), ("E", 1_000_000_000_000_000_000m),
    ];

    /// <summary>The value in units (cores, bytes, pieces); null when the text is no quantity.</summary>
    public static decimal? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var (suffix, factor) = Suffixes.FirstOrDefault(known => text.EndsWith(known.Suffix, StringComparison.Ordinal), (Suffix: "", Factor: 1m));
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text[..^suffix.Length], Style, CultureInfo.InvariantCulture, out var number) ? number * factor : null;
    }

    /// <summary>A sum as text: cores in thousandths, bytes in the largest binary unit that divides them, pieces as they are.</summary>
    public static string Format(string resource, decimal value)
    {
        if (resource.EndsWith("cpu", StringComparison.Ordinal))
        {
            return value == decimal.Truncate(value) ? value.ToString("0", CultureInfo.InvariantCulture) : $"{(value * 1000m).ToString("0", CultureInfo.InvariantCulture)}m";
        }

        var isBytes = resource.EndsWith("memory", StringComparison.Ordinal) || resource.EndsWith("storage", StringComparison.Ordinal);
        var (suffix, factor) = isBytes && value > 0
            ? Suffixes.Where(known => known.Suffix.EndsWith('i') && value % known.Factor == 0).OrderByDescending(known => known.Factor).FirstOrDefault((Suffix: "", Factor: 1m))
            : ("", 1m);
        return (value / factor).ToString("0.###", CultureInfo.InvariantCulture) + suffix;
    }
}
