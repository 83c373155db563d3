using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace Autocura.Planning.Learning;

/// <summary>How likely a remedy cures, by its rule and by how it went before: the mean and the middle 80 % of a Beta distribution.</summary>
/// <remarks>
/// Two levels. The rule's chance counts as <see cref="PriorStrength"/> cases; with the cases of all other classes of workload it gives a mean. That mean counts as
/// <see cref="PriorStrength"/> cases in turn, and the cases of the workload's own class are added. So a class without cases of its own leans on the others, and few cases
/// of its own outweigh however many of theirs.
/// </remarks>
public sealed record SuccessEstimate
{
    /// <summary>How many cases a belief counts for that comes from elsewhere.</summary>
    public const double PriorStrength = 4;

    private const double Tail = 0.1;

    /// <summary>No cure is certain and none is impossible, whatever its rule says.</summary>
    private const double Margin = 0.001;

    public required string Class { get; init; }

    /// <summary>What the rule gives it.</summary>
    public required double Prior { get; init; }

    public required double Mean { get; init; }

    /// <summary>One in ten times the true chance is below this, and one in ten times above <see cref="High"/>.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Cases of its class, and those of them that helped.</summary>
    public int Cases { get; init; }

    public int Helped { get; init; }

    /// <summary>The same of other classes.</summary>
    public int CasesElsewhere { get; init; }

    public int HelpedElsewhere { get; init; }

    /// <summary>What could not be read of earlier cases, and why; empty when all was read.</summary>
    public string Unread { get; init; } = "";

    /// <summary>The same in words.</summary>
    [JsonIgnore]
    public string Told
    {
        get
        {
            var own = Cases > 0 ? $", {Helped} of {Cases} helped" : "";
            var elsewhere = CasesElsewhere > 0 ? $", {HelpedElsewhere} of {CasesElsewhere} on other workloads than {Class}" : "";
            var known = Cases + CasesElsewhere > 0 ? $"{Mean:0.00} expected ({Low:0.00} to {High:0.00}){own}{elsewhere}" : $"{Mean:0.00} expected by its rule, no case yet";
            return Unread.Length > 0 ? $"{known}; not read: {Unread}" : known;
        }
    }

    internal static SuccessEstimate Of(string kind, double prior, PastCases? own, IReadOnlyList<PastCases> others, DateTimeOffset now)
    {
        var rule = Math.Clamp(prior, Margin, 1 - Margin);
        var elsewhere = others.Select(cases => cases.WeightsAt(now)).Aggregate((Helped: 0.0, Failed: 0.0), (sum, one) => (sum.Helped + one.Helped, sum.Failed + one.Failed));
        var (helped, failed) = Posterior(rule, elsewhere);
        var (a, b) = Posterior(helped / (helped + failed), own?.WeightsAt(now) ?? (0, 0));
        return new SuccessEstimate
        {
            Class = kind,
            Prior = prior,
            Mean = own is null && others.Count == 0 ? prior : Math.Round(a / (a + b), 6),
            Low = Math.Round(Beta.InvCDF(a, b, Tail), 4),
            High = Math.Round(Beta.InvCDF(a, b, 1 - Tail), 4),
            Cases = own is null ? 0 : own.Helped + own.Failed,
            Helped = own?.Helped ?? 0,
            CasesElsewhere = others.Sum(cases => cases.Helped + cases.Failed),
            HelpedElsewhere = others.Sum(cases => cases.Helped),
        };
    }

    /// <summary>The parameters of the Beta distribution: what helped and what failed, the belief from elsewhere counted in.</summary>
    private static (double Helped, double Failed) Posterior(double mean, (double Helped, double Failed) cases) =>
        ((PriorStrength * mean) + cases.Helped, (PriorStrength * (1 - mean)) + cases.Failed);
}
