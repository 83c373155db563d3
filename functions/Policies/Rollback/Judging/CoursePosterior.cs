namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// The probability that a release is bad now, over the courses it may have taken: good or bad all along; bad at first and good since (a warm-up); good with some wild
/// samples; good at first and bad since; worse with every sample; bad now and then. Each is a mixture of likelihoods, so under a good release the chance that their ratio ever
/// gets k times what it was is about 1 / k, however often one looks (Ville 1939; exactly so where mixtures and noise are chosen before the samples).
/// </summary>
internal sealed class CoursePosterior(SampleLikelihood since, EffectPrior effects, double warmUps, JudgeTerms terms)
{
    private const int LateStarts = 5;
    private static readonly int[] WarmUpEnds = [1, 2, 3, 5, 8];

    // How many of the samples are bad where a release is bad now and then; the last is how many are wild where a good one has such.
    private static readonly double[] Shares = [0.2, 0.4, 0.6, 0.07];

    /// <param name="reference">Cells of the grid where the level without the release may lie, and the log-weight of each.</param>
    /// <param name="threshold">The first cell beyond the threshold: a release that is worse than the one before and stays within it is not bad.</param>
    public Odds Weigh(IReadOnlyList<(int Cell, double LogWeight)> reference, int threshold) =>
        Odds.Sum([.. reference.Select(one => Weigh(one.Cell, threshold - one.Cell).Shifted(one.LogWeight))]);

    private Odds Weigh(int reference, int threshold)
    {
        var whole = Of(reference, 0, since.Count, threshold);
        var (good, other) = (1 - terms.BadReleases, terms.BadReleases * terms.OtherCourses / 3);
        return Odds.Sum(
        [
            new Odds(whole.LogGood, 0, good * (1 - warmUps - terms.WildOnes)),
            whole.Bad(terms.BadReleases * (1 - terms.OtherCourses)),
            .. Late(reference, threshold, whole).Select(odds => odds.Times(other)),
            Growing(reference, threshold).Bad(other),
            .. Sometimes(reference, threshold, other, good * terms.WildOnes),
            .. WarmUp(reference, threshold, whole).Select(odds => odds.Times(good * warmUps)),
        ]);
    }

    private IEnumerable<Odds> Late(int reference, int threshold, Stretch whole)
    {
        List<int> starts = [.. Enumerable.Range(1, LateStarts).Select(part => part * since.Count / (LateStarts + 1)).Where(start => start > 0).Distinct()];
        return starts.Count == 0
            ? [whole.Bad(1)]
            : starts.Select(start => Of(reference, start, since.Count, threshold).Bad(1.0 / starts.Count).Shifted(Of(reference, 0, start, threshold).LogGood));
    }

    private IEnumerable<Odds> WarmUp(int reference, int threshold, Stretch whole)
    {
        var over = 0.0;
        foreach (var end in WarmUpEnds.Where(end => end < since.Count))
        {
            var then = 1 - Math.Pow(0.5, (end + 0.5) / terms.WarmUpSamples);
            var (first, rest) = (Of(reference, 0, end, threshold), Of(reference, end, since.Count, threshold));
            yield return new Odds(first.LogBad + rest.LogGood, 0, then - over);
            over = then;
        }

        // Those that are not over yet look like a bad release: it is why the first samples count for less.
        yield return new Odds(whole.LogBad, 0, Math.Pow(0.5, since.Count / terms.WarmUpSamples));
    }

    /// <summary>From nothing at the release to the whole effect now.</summary>
    private Stretch Growing(int reference, int threshold)
    {
        Span<double> logs = stackalloc double[effects.Cells.Length];
        for (var index = 0; index < logs.Length; index++)
        {
            logs[index] = effects.Cells[index] > 0 ? 0 : double.NegativeInfinity;
            for (var sample = 0; sample < since.Count && effects.Cells[index] > 0; sample++)
            {
                logs[index] += since.At(reference + (effects.Cells[index] * (sample + 1) / since.Count), sample, sample + 1);
            }
        }

        return Stretch.Of(effects, threshold, logs);
    }

    /// <summary>Each sample shows the effect by chance, or nothing of it: bad releases, and at the end good ones with wild samples.</summary>
    private IReadOnlyList<Odds> Sometimes(int reference, int threshold, double bad, double good)
    {
        Span<double> one = stackalloc double[Shares.Length];
        var logs = new double[Shares.Length][];
        for (var share = 0; share < Shares.Length; share++) Array.Fill(logs[share] = new double[effects.Cells.Length], double.NegativeInfinity);
        for (var index = Array.FindIndex(effects.Cells, cell => cell > 0); index < effects.Cells.Length; index++)
        {
            Mixture.LogLikelihoods(since, (reference, reference + effects.Cells[index]), Shares, one);
            for (var share = 0; share < Shares.Length; share++) logs[share][index] = one[share];
        }

        var stretches = Array.ConvertAll(logs, some => Stretch.Of(effects, threshold, some));
        return [.. stretches[..^1].Select(stretch => stretch.Bad(bad / (Shares.Length - 1))), new Odds(stretches[^1].LogBad, 0, good)];
    }

    /// <summary>How likely the samples from one up to another are.</summary>
    private Stretch Of(int reference, int from, int to, int threshold)
    {
        Span<double> logs = stackalloc double[effects.Cells.Length];
        for (var index = 0; index < logs.Length; index++) logs[index] = since.At(reference + effects.Cells[index], from, to);
        return Stretch.Of(effects, threshold, logs);
    }
}
