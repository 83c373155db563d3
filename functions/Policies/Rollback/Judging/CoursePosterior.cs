namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// The probability that a release is bad now, over the courses it may have taken: good or bad all along, bad at first and good since (a warm-up), good at first and
/// bad since. Each is a mixture of likelihoods that was chosen before the samples, so under a good release their ratio is a martingale: however often one looks, the chance
/// that it ever gets k times what it was is at most 1 / k (Ville 1939).
/// </summary>
internal sealed class CoursePosterior(SampleLikelihood since, EffectPrior effects, double warmUps, JudgeTerms terms)
{
    private const int LateStarts = 5;

    // An effect this much less likely than the likeliest, as a logarithm, adds nothing.
    private const double Negligible = 40;
    private static readonly int[] WarmUpEnds = [1, 2, 3, 5, 8];

    /// <param name="reference">Cells of the grid where the level without the release may lie, and the log-weight of each.</param>
    /// <param name="threshold">The first cell beyond the threshold: a release that is worse than the one before and stays within it is not bad.</param>
    public double Bad(IReadOnlyList<(int Cell, double LogWeight)> reference, int threshold)
    {
        var parts = reference.Select(one => Weigh(one.Cell, threshold - one.Cell, one.LogWeight)).ToList();
        var scale = parts.Max(part => part.Scale);
        var bad = parts.Sum(part => part.Bad * Math.Exp(part.Scale - scale));
        var all = parts.Sum(part => part.All * Math.Exp(part.Scale - scale));
        return Math.Clamp(bad / all, 0, 1);
    }

    private (double Scale, double Bad, double All) Weigh(int reference, int threshold, double logWeight)
    {
        var whole = Of(reference, 0, since.Count, threshold);
        List<Course> courses =
        [
            new(Math.Log((1 - terms.BadReleases) * (1 - warmUps)), double.NegativeInfinity, whole.LogGood),
            new(Math.Log(terms.BadReleases * (1 - terms.LateOnes)), whole.LogBeyond, whole.LogBad),
            .. Late(reference, threshold, whole),
            .. WarmUp(reference, threshold, whole),
        ];
        var scale = courses.Max(course => course.LogPrior + course.LogAll);
        return (
            scale + logWeight,
            courses.Sum(course => Math.Exp(course.LogPrior + course.LogBad - scale)),
            courses.Sum(course => Math.Exp(course.LogPrior + course.LogAll - scale)));
    }

    private IEnumerable<Course> Late(int reference, int threshold, Stretch whole)
    {
        var share = terms.BadReleases * terms.LateOnes;
        List<int> starts = [.. Enumerable.Range(1, LateStarts).Select(part => part * since.Count / (LateStarts + 1)).Where(start => start > 0).Distinct()];
        return starts.Count == 0
            ? [new Course(Math.Log(share), whole.LogBeyond, whole.LogBad)]
            : starts.Select(start =>
            {
                var (before, after) = (Of(reference, 0, start, threshold), Of(reference, start, since.Count, threshold));
                return new Course(Math.Log(share / starts.Count), before.LogGood + after.LogBeyond, before.LogGood + after.LogBad);
            });
    }

    private IEnumerable<Course> WarmUp(int reference, int threshold, Stretch whole)
    {
        var (over, share) = (0.0, (1 - terms.BadReleases) * warmUps);
        foreach (var end in WarmUpEnds.Where(end => end < since.Count))
        {
            var then = 1 - Math.Pow(0.5, (end + 0.5) / terms.WarmUpSamples);
            var (first, rest) = (Of(reference, 0, end, threshold), Of(reference, end, since.Count, threshold));
            yield return new Course(Math.Log(share * (then - over)), double.NegativeInfinity, first.LogBad + rest.LogGood);
            over = then;
        }

        // Those that are not over yet look like a bad release: it is why the first samples count for less.
        yield return new Course(Math.Log(share * Math.Pow(0.5, since.Count / terms.WarmUpSamples)), double.NegativeInfinity, whole.LogBad);
    }

    /// <summary>How likely a stretch of samples is if the release was good then, or bad, or bad and beyond the threshold.</summary>
    private Stretch Of(int reference, int from, int to, int threshold)
    {
        var logs = new double[effects.Cells.Length];
        for (var index = 0; index < logs.Length; index++)
        {
            logs[index] = since.At(reference + effects.Cells[index], from, to);
        }

        var scale = logs.Max();
        var (good, bad, beyond) = (0.0, 0.0, 0.0);
        for (var index = 0; index < logs.Length; index++)
        {
            if (logs[index] < scale - Negligible) continue;
            var likelihood = Math.Exp(logs[index] - scale);
            good += effects.Good[index] * likelihood;
            bad += effects.Bad[index] * likelihood;
            beyond += effects.Cells[index] >= threshold ? effects.Bad[index] * likelihood : 0;
        }

        return new Stretch(scale + Math.Log(good), scale + Math.Log(bad), scale + Math.Log(beyond));
    }

    private readonly record struct Stretch(double LogGood, double LogBad, double LogBeyond);

    private readonly record struct Course(double LogPrior, double LogBad, double LogAll);
}
