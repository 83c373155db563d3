using System.Globalization;

namespace Autocura.Diagnosis;

/// <summary>Kubernetes' notation for amounts, in base units: cores ("250m" is 0.25), bytes ("1Gi") or pieces ("10").</summary>
internal static class Quantity
{
    // Longest first, so that "Mi" is not read as "M".
    private static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1024d), ("Mi", 1048576d), ("Gi", 1073741824d), ("Ti", 1099511627776d), ("Pi", 1125899906842624d),
        ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
    ];

    /// <summary>Null when it is not a quantity.</summary>
    public static double? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var (suffix, factor) = Suffixes.FirstOrDefault(known => text.EndsWith(known.Suffix), (Suffix: "", Factor: 1d));
        return double.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }
}
