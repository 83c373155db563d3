namespace Autocura.Policies.Rollback.Judging;

/// <summary>Requests, and those of them that speak against the release, a pair for each measured step.</summary>
internal sealed record ShareCounts(double[] Failed, double[] Requests)
{
    // As many samples without overdispersion are added: few samples do not tell it from chance.
    private const double Sceptics = 4;

    public int Count => Requests.Length;

    public double Hits => Failed.Sum();

    public double All => Requests.Sum();

    public static ShareCounts Of(ReleaseMetric metric, MetricSamples samples) => At(metric, samples, samples.Measured());

    public static ShareCounts At(ReleaseMetric metric, MetricSamples samples, int[] steps)
    {
        var requests = Array.ConvertAll(steps, step => samples.Requests![step]);
        return new ShareCounts([.. steps.Select((step, index) => requests[index] * Share(metric, samples.Values[step]))], requests);
    }

    /// <summary>
    /// How much one request tells, at most 1: 1 / φ · (1 − ρ) / (1 + ρ) over all stretches together, where φ is Pearson's χ² over its degrees of freedom (at least one) and ρ the
    /// serial correlation of the residuals.
    /// </summary>
    public static double Tempering(IReadOnlyList<ShareCounts> stretches)
    {
        var noises = stretches.Select(stretch => SampleNoise.Of(stretch.Residuals())).Where(noise => double.IsFinite(noise.Variance)).ToList();
        double samples = noises.Sum(noise => noise.Count);
        var dispersion = Math.Max(1, (Sceptics + noises.Sum(noise => noise.Count * noise.Variance)) / (Sceptics + samples));
        var correlation = samples > 0 ? noises.Sum(noise => noise.Count * noise.Correlation) / samples : 0;
        return (1 - correlation) / ((1 + correlation) * dispersion);
    }

    /// <summary>Pearson's residuals of how many of those that went wrong in both went wrong here, around the ratio over all steps.</summary>
    public double[] BesideResiduals(ShareCounts there)
    {
        var ratio = (Hits + 0.5) / (All + 1) / ((there.Hits + 0.5) / (there.All + 1));
        return [.. Failed.Select((failed, step) =>
        {
            var (both, odds) = (failed + there.Failed[step], Requests[step] * ratio / there.Requests[step]);
            var share = odds / (1 + odds);
            return both > 0 ? (failed - (both * share)) / Math.Sqrt(both * share * (1 - share)) : 0;
        })];
    }

    private static double Share(ReleaseMetric metric, double value) => Math.Clamp(metric.Comparison == Comparison.LessThan ? 1 - value : value, 0, 1);

    /// <summary>Pearson's residuals around the share of the whole stretch: variance one for a binomial.</summary>
    public double[] Residuals()
    {
        var share = (Hits + 0.5) / (All + 1);
        return [.. Failed.Select((failed, step) => (failed - (Requests[step] * share)) / Math.Sqrt(Requests[step] * share * (1 - share)))];
    }
}
