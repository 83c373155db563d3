namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// The noises that counts may have: binomial, or two, four or eight times the variance of it, by extended quasi-likelihood, which makes them comparable (Nelder and Pregibon
/// 1987): <c>ln f = (l − l̂) / φ − ln(φ) / 2</c>, l̂ the likelihood of the share that the sample itself shows.
/// </summary>
internal static class ShareNoise
{
    // Twice the variance is half as likely as once, and so on.
    private static readonly (double Dispersion, double Weight)[] Dispersions = [(1, 0.5), (2, 0.25), (4, 0.125), (8, 0.125)];

    /// <param name="residuals">Of the samples, stretch by stretch: how much each resembles the one before.</param>
    /// <param name="likelihood">Binomial log-likelihoods, less those of the share that each sample itself shows.</param>
    public static NoiseHypothesis[] Of(IReadOnlyList<double[]> residuals, Func<double, int, double> likelihood)
    {
        var correlation = residuals.Sum(stretch => stretch.Length * SampleNoise.Of(stretch).Correlation) / Math.Max(1, residuals.Sum(stretch => stretch.Length));
        var power = (1 - correlation) / (1 + correlation);
        return Array.ConvertAll(Dispersions, one => new NoiseHypothesis(one.Weight, likelihood)
        {
            Power = power / one.Dispersion,
            Constant = -power * Math.Log(one.Dispersion) / 2,
        });
    }

    /// <summary>The log-likelihood of the share that a count itself shows: the largest there is.</summary>
    public static double OfItself(double some, double others) => Entropy(some) + Entropy(others) - Entropy(some + others);

    private static double Entropy(double count) => count > 0 ? count * Math.Log(count) : 0;
}
