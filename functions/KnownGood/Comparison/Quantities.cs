using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.KnownGood.Comparison;

/// <summary>One spelling for each Kubernetes quantity: "1000m" is "1", "1Gi" is "1073741824". What is no quantity stays as it is.</summary>
internal static partial class Quantities
{
    private static readonly FrozenDictionary<string, decimal> Units = new Dictionary<string, decimal>
    {
        ["n"] = 0.000_000_001m,
        ["u"] = 0.000_001m,
        ["m"] = 0.001m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1024m,
        ["Mi"] = 1_048_576m,
        ["Gi"] = 1_073_741_824m,
        ["Ti"] = 1_099_511_627_776m,
        ["Pi"] = 1_125_899_906_842_624m,
        ["Ei"] = 1_152_921_504_606_846_976m,
    }.ToFrozenDictionary();

    // Fields whose members are quantities, and fields that are one.
    private static readonly FrozenSet<string> Maps = new[] { "limits", "requests", "hard", "capacity", "overhead", "max", "min", "default", "defaultRequest", "maxLimitRequestRatio" }.ToFrozenSet();
    private static readonly FrozenSet<string> Single = new[] { "sizeLimit", "averageValue", "divisor", "storageLimit" }.ToFrozenSet();

    public static bool Are(string field, string parent) => Single.Contains(field) || Maps.Contains(parent);

    public static string Canonical(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        var value = number * Units[match.Groups["unit"].Value];
        return value.ToString("0.#########", CultureInfo.InvariantCulture);
    }

    // At most eighteen digits, so that no product overflows.
    [GeneratedRegex(@"^(?<number>[+-]?\d{1,9}(\.\d{1,9})?(e[+-]?\d)?)(?<unit>[numkMGTPE]?|[KMGTPE]i)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
