namespace Autocura.Policies.Rollback.Judging;

/// <summary>How likely a stretch of samples is if the release was good then, or bad, or bad and beyond the threshold: logarithms, over all effects.</summary>
internal readonly record struct Stretch(double LogGood, double LogBad, double LogBeyond)
{
    // An effect this much less likely than the likeliest, as a logarithm, adds nothing.
    private const double Negligible = 40;

    /// <param name="effects">What is thought of effects before.</param>
    /// <param name="threshold">The first effect that is beyond the threshold, in cells.</param>
    /// <param name="likelihood">The log-likelihood of the samples at each of the effects.</param>
    public static Stretch Of(EffectPrior effects, int threshold, ReadOnlySpan<double> likelihood)
    {
        var scale = double.NegativeInfinity;
        foreach (var one in likelihood) scale = Math.Max(scale, one);
        var (good, bad, beyond) = (0.0, 0.0, 0.0);
        for (var index = 0; index < likelihood.Length; index++)
        {
            if (likelihood[index] < scale - Negligible) continue;
            var share = Math.Exp(likelihood[index] - scale);
            good += effects.Good[index] * share;
            bad += effects.Bad[index] * share;
            beyond += effects.Cells[index] >= threshold ? effects.Bad[index] * share : 0;
        }

        return new Stretch(scale + Math.Log(good), scale + Math.Log(bad), scale + Math.Log(beyond));
    }

    /// <summary>A bad course, of this weight: bad is what is beyond the threshold.</summary>
    public Odds Bad(double weight) => double.IsNegativeInfinity(LogBad) ? new Odds(LogBad, 0, 0) : new Odds(LogBad, weight * Math.Exp(LogBeyond - LogBad), weight);
}
