using System.Globalization;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Reads resource quantities as Kubernetes writes them: <c>500m</c>, <c>128Mi</c>, <c>1.5G</c>, <c>2e3</c>. The value is in base units (cores, bytes).</summary>
internal static class Quantity
{
    private static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50),
        ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
    ];

    /// <summary>The value, or zero when nothing is asked for.</summary>
    public static double Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        foreach (var (suffix, factor) in Suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Number(text, text[..^suffix.Length]) * factor;
            }
        }

        return Number(text, text);
    }

    private static double Number(string whole, string digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"\"{whole}\" is not a resource quantity such as 500m or 128Mi.");
}
