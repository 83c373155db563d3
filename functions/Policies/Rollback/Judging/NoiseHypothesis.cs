namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// One of the noises that samples may have, as few of them do not tell which: its weight before the samples, and how the log-likelihoods that were found for
/// <see cref="Likelihood"/> are tempered to be comparable with those of the other noises.
/// </summary>
/// <param name="Weight">All of a metric's sum to one.</param>
/// <param name="Likelihood">The log-likelihood at a level of a sample; noises that share it share the work.</param>
internal sealed record NoiseHypothesis(double Weight, Func<double, int, double> Likelihood)
{
    /// <summary>What each log-likelihood is multiplied with.</summary>
    public double Power { get; init; } = 1;

    /// <summary>What is added to each then.</summary>
    public double Constant { get; init; }
}
