using Autocura.Support.Yardstick;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Autocura.Benchmarks.Diagnosis;

/// <summary>How much the share of right first answers differs from seed to seed, and how well its mean is known.</summary>
internal sealed record SeedSpread(int Seeds, double Mean, double Lowest, double Highest, double HalfWidth)
{
    private const double Confidence = 0.95;

    /// <summary>Seeds are what is independent, not cases: the cases of one seed share a load and a week. The interval is Student's over the shares of seeds.</summary>
    public static SeedSpread Of(IEnumerable<CaseResult> results)
    {
        List<double> shares = [.. results.GroupBy(result => result.Seed).Select(seed => seed.Average(result => result.IsRight ? 1.0 : 0))];
        var half = shares.Count < 2 ? double.NaN : StudentT.InvCDF(0, 1, shares.Count - 1, (1 + Confidence) / 2) * shares.StandardDeviation() / Math.Sqrt(shares.Count);
        return new SeedSpread(shares.Count, shares.Mean(), shares.Min(), shares.Max(), half);
    }
}
