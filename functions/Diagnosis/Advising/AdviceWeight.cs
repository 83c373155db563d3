namespace Autocura.Diagnosis.Advising;

/// <summary>How much a model's word moves the odds of the cause that it names.</summary>
/// <remarks>
/// Let t be the probability that the cause it names is the true one, by its own record. It names the true cause with probability t and, where it is wrong, one of at
/// least two others that would fit, so a given one with (1 - t) / 2 at most. The likelihood ratio is 2t / (1 - t): 2 to 1 without a record (t = 0.5), 1 to 1 at t = 1/3.
/// Its logarithm is kept within 0 and <see cref="Likelihood.Substantial"/> (6 to 1, reached at t = 0.75): a model that is mostly wrong says nothing, and one that is
/// mostly right says no more than a good clue. It is multiplied by the confidence that the model claims, which can only take away.
/// </remarks>
public static class AdviceWeight
{
    private const double Margin = 0.001;

    /// <summary>A natural-log likelihood ratio, 0 to <see cref="Likelihood.Substantial"/>.</summary>
    /// <param name="trust">Probability that it is right, 0 to 1.</param>
    /// <param name="confidence">What it claims, 0 to 1.</param>
    public static double Of(double trust, double confidence)
    {
        var t = double.IsNaN(trust) ? 0 : Math.Clamp(trust, Margin, 1 - Margin);
        var claimed = double.IsNaN(confidence) ? 0 : Math.Clamp(confidence, 0, 1);
        return t <= 0 ? 0 : Math.Clamp(Math.Log(2 * t / (1 - t)), 0, Likelihood.Substantial) * claimed;
    }
}
