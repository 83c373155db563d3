using System.Globalization;

namespace Autocura.Diagnosis;

/// <summary>Kubernetes' notation for bytes: "128Mi", "0.5Gi", "500M", "134217728", "1e9", "128974848000m".</summary>
public static class MemoryQuantity
{
    public const long MiB = 1024 * 1024;

    // Longest first, so that "Mi" is not read as "M".
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", MiB), ("Gi", 1024m * MiB), ("Ti", 1024m * 1024m * MiB), ("Pi", 1024m * 1024m * 1024m * MiB),
        ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m),
    ];

    /// <summary>The bytes, rounded up; null when it is not a quantity, is negative, or does not fit.</summary>
    public static long? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var (suffix, factor) = Suffixes.FirstOrDefault(known => text.EndsWith(known.Suffix), (Suffix: "", Factor: 1m));
        var digits = text[..^suffix.Length];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue / Math.Max(factor, 1m))
        {
            return null;
        }

        return (long)Math.Ceiling(number * factor);
    }

    /// <summary>Whole mebibytes, rounded down: what a person would write.</summary>
    public static string InMebibytes(long bytes) => $"{bytes / MiB}Mi";
}
