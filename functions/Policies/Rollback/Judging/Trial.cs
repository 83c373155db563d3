namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// A metric made ready to be judged: for each sample, how likely it is at a level; where the level without the release may lie; and what is beyond the threshold and
/// beyond the tolerance. Levels rise with what speaks against the release.
/// </summary>
internal sealed record Trial
{
    // With the root of three standard errors between them these are the points of Gauss and Hermite.
    private const int MostReferences = 3;

    /// <summary>How many standard errors from its middle the level without the release is looked for on either side.</summary>
    public static readonly double Reach = Math.Sqrt(3);

    public required int Samples { get; init; }

    /// <summary>The noises the samples may have; with weights that sum to one.</summary>
    public required IReadOnlyList<NoiseHypothesis> Noises { get; init; }

    /// <summary>Where the level without the release may lie, lowest and highest.</summary>
    public required (double Low, double High) Reference { get; init; }

    /// <summary>The log-weight of a level without the release; null when it is one point, known.</summary>
    public Func<double, double>? ReferenceWeight { get; init; }

    /// <summary>The level of the threshold; minus infinity when every level is beyond it, plus infinity when none is.</summary>
    public double Threshold { get; init; } = double.NegativeInfinity;

    /// <summary>How much of an effect does not matter; null when there is only a threshold to compare with.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Share of good releases in which the metric is worse at first.</summary>
    public required double WarmUps { get; init; }

    /// <summary>The probability that the metric is bad; what is thought of any release when there is no sample.</summary>
    public double Posterior(JudgeTerms terms)
    {
        if (Samples == 0 || double.IsPositiveInfinity(Threshold))
        {
            return Samples == 0 ? terms.BadReleases : 0;
        }

        var reach = Math.Clamp(double.IsFinite(Threshold) ? Threshold - Reference.Low + 1 : 0, 3, 14);
        // The grid passes through the lowest reference: one that is a single point lies on a cell.
        var first = Reference.Low - (Math.Ceiling(reach / LevelGrid.Step) * LevelGrid.Step);
        var grid = new LevelGrid(first, (int)Math.Ceiling((Reference.High + reach - first) / LevelGrid.Step) + 2);
        var effects = Tolerance is { } tolerance ? EffectPrior.AgainstReference(reach, tolerance, terms) : EffectPrior.AgainstThreshold(reach, terms);
        var (references, threshold) = (References(grid), Tolerance is null ? -grid.Count : grid.Beyond(Threshold));
        return Odds.Share([.. Noises.GroupBy(noise => noise.Likelihood).SelectMany(noises =>
        {
            var likelihood = new SampleLikelihood(Samples, grid, noises.Key);
            return noises.Select(noise => new CoursePosterior(likelihood.Tempered(noise.Power, noise.Constant), effects, WarmUps, terms).Weigh(references, threshold).Times(noise.Weight));
        })]);
    }

    private List<(int Cell, double LogWeight)> References(LevelGrid grid)
    {
        var (low, high) = (grid.CellOf(Reference.Low), grid.CellOf(Reference.High));
        if (ReferenceWeight is not { } weight || low == high)
        {
            return [(low, 0)];
        }

        var stride = Math.Max(1, (high - low) / (MostReferences - 1));
        return [.. Enumerable.Range(0, ((high - low) / stride) + 1).Select(index => low + (index * stride)).Select(cell => (cell, weight(grid[cell])))];
    }
}
