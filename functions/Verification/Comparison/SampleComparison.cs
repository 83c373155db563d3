using Autocura.Statistics;

namespace Autocura.Verification.Comparison;

/// <summary>
/// Compares measurements of a metric after a change with those before it, in the four ways that matter: higher, lower, of another shape, or the same.
/// </summary>
/// <remarks>
/// Higher and lower: the one-sided Wilcoxon-Mann-Whitney test at <see cref="Level"/> against the control moved by <see cref="Tolerance"/>, so that a difference nobody
/// would notice is none, however many measurements there are. Shape: the Kolmogorov-Smirnov test at half that level, for what keeps its middle and loses its
/// steadiness. NaN and infinity are measurements that were not made. Below <see cref="Confident"/> measurements on a side a verdict is marked as of low confidence.
/// </remarks>
public sealed record SampleComparison
{
    /// <summary>The chance to call the same higher, and the chance to call it lower.</summary>
    public double Level { get; init; } = 0.1;

    /// <summary>Share of the control's values by which the experiment may differ.</summary>
    public double Tolerance { get; init; } = 0.05;

    public const int Confident = 50;

    public SampleVerdict Compare(IEnumerable<double> control, IEnumerable<double> experiment)
    {
        List<double> before = [.. control.Where(double.IsFinite)];
        List<double> after = [.. experiment.Where(double.IsFinite)];
        if (before.Count == 0 || after.Count == 0)
        {
            return new SampleVerdict(SampleDifference.NoData, 1, IsConfident: false);
        }

        var confident = Math.Min(before.Count, after.Count) >= Confident;
        var higher = OneSided([.. before.Select(value => value + (Tolerance * Math.Abs(value)))], after);
        var lower = OneSided(after, [.. before.Select(value => value - (Tolerance * Math.Abs(value)))]);
        var shape = KolmogorovSmirnov.PValue(before, after);
        return (higher <= Level, lower <= Level, shape <= Level / 2 && !WithinTolerance(before, after)) switch
        {
            (true, _, _) => new SampleVerdict(SampleDifference.Higher, higher, confident),
            (_, true, _) => new SampleVerdict(SampleDifference.Lower, lower, confident),
            (_, _, true) => new SampleVerdict(SampleDifference.OtherShape, shape, confident),
            _ => new SampleVerdict(SampleDifference.Same, Math.Min(higher, lower), confident),
        };
    }

    /// <summary>The chance that the second sample is that much larger than the first by luck: half the two-sided p-value on its side.</summary>
    private static double OneSided(List<double> smaller, List<double> larger)
    {
        var ranks = RankSum.DoubledMidranks([.. smaller, .. larger]);
        var p = RankSum.PValue(smaller, larger);
        return ranks.Skip(smaller.Count).Average() > ranks.Take(smaller.Count).Average() ? p / 2 : 1 - (p / 2);
    }

    /// <summary>Two flat lines that differ by less than anybody would notice have two shapes to a test that only counts.</summary>
    private bool WithinTolerance(List<double> before, List<double> after) =>
        Math.Abs(after.Max() - before.Max()) <= Tolerance * Math.Abs(before.Max()) && Math.Abs(after.Min() - before.Min()) <= Tolerance * Math.Abs(before.Min());
}

/// <summary>How the experiment differs, and the p-value of the test that says so.</summary>
public sealed record SampleVerdict(SampleDifference Difference, double PValue, bool IsConfident);

/// <summary>How one sample differs from another.</summary>
public enum SampleDifference
{
    /// <summary>Not a single measurement on one side: neither the same nor different.</summary>
    NoData,
    Same,
    Higher,
    Lower,

    /// <summary>Neither higher nor lower, and yet another distribution.</summary>
    OtherShape,
}
