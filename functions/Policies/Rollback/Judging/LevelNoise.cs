namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// The noise of levels with and without the release: one correlation, and a standard deviation for each stretch, drawn towards the common one, which is drawn towards
/// what is assumed without samples: few samples do not look surer than they are.
/// </summary>
internal sealed record LevelNoise(double[] Sigmas, double Correlation)
{
    // As many samples the assumed spread counts for in the common one, and the common one in that of a stretch.
    private const double Assumed = 3;
    private const double Common = 6;

    // A value that is rounded to steps scatters by this share of a step though it stands still.
    private static readonly double OfRounding = Math.Sqrt(1 / 12.0);

    /// <summary>How many correlated samples are worth one independent sample.</summary>
    public double Inflation => (1 + Correlation) / (1 - Correlation);

    public static LevelNoise Of(IReadOnlyList<double[]> stretches, JudgeTerms terms)
    {
        var floor = Math.Pow(Math.Max(terms.LeastSpread, OfRounding * StepOf([.. stretches.SelectMany(stretch => stretch)])), 2);
        var noises = stretches.Select(SampleNoise.Of).ToList();
        var known = noises.Where(noise => double.IsFinite(noise.Variance)).ToList();
        double samples = known.Sum(noise => noise.Count);
        var common = ((Assumed * terms.Spread * terms.Spread) + known.Sum(noise => noise.Count * noise.Variance)) / (Assumed + samples);
        return new LevelNoise([.. noises.Select(Sigma)], samples > 0 ? known.Sum(noise => noise.Count * noise.Correlation) / samples : 0);

        double Sigma(SampleNoise noise) => Math.Sqrt(Math.Max(
            floor,
            double.IsFinite(noise.Variance) ? ((Common * common) + (noise.Count * noise.Variance)) / (Common + noise.Count) : common));
    }

    /// <summary>The smallest step between two different values, where there are few different values; else zero: they are not rounded.</summary>
    private static double StepOf(double[] values)
    {
        var different = values.Select(value => Math.Round(value, 9)).Distinct().Order().ToArray();
        return different.Length < 2 || different.Length > values.Length / 2 ? 0 : different.Skip(1).Zip(different, (later, earlier) => later - earlier).Min();
    }
}
