using Autocura.Diagnosis;
using Autocura.Planning.Learning;

namespace Autocura.Planning;

/// <summary>How probable a cause is once it is known which remedies have failed.</summary>
/// <remarks>
/// A remedy that would have cured the cause with chance c and did not makes the cause less probable: by Bayes,
/// P(cause | k failures) is proportional to P(cause) (1 - c)^k, and for every other cause the failure was to be expected (factor 1). The
/// probabilities are scaled to add up to 1 again. A refused remedy changed nothing and says nothing.
/// </remarks>
internal sealed record Belief(Hypothesis Hypothesis, double Probability)
{
    /// <summary>The hypotheses after the failures, most probable first.</summary>
    public static IReadOnlyList<Belief> After(RankedHypotheses diagnosis, IReadOnlyList<TriedRemedy> tried, LearnedChances learned)
    {
        var weighed = diagnosis.Hypotheses
            .Select(hypothesis => (Hypothesis: hypothesis, Weight: hypothesis.Probability * FailureFactor(hypothesis, tried, learned)))
            .ToList();
        var total = weighed.Sum(pair => pair.Weight);
        return [.. weighed
            .Select(pair => new Belief(pair.Hypothesis, total > 0 ? pair.Weight / total : pair.Hypothesis.Probability))
            .OrderByDescending(belief => belief.Probability)
            .ThenBy(belief => belief.Hypothesis.Cause, StringComparer.Ordinal)];
    }

    private static double FailureFactor(Hypothesis hypothesis, IReadOnlyList<TriedRemedy> tried, LearnedChances learned) => tried
        .Where(remedy => remedy.WasCarriedOut && remedy.Cause == hypothesis.Cause && remedy.Cause != Cause.Unknown)
        .Aggregate(1.0, (factor, remedy) => factor * (1 - learned.Of(hypothesis.Cause, remedy.Action, RuleChance(hypothesis, remedy)).Mean));

    // The evidence may have moved on since, and the rule with it: a remedy it no longer proposes had a fair chance.
    private static double RuleChance(Hypothesis hypothesis, TriedRemedy tried) => hypothesis.Remedies
        .FirstOrDefault(remedy => tried.IsSameAs([new PlanStep(remedy.Action, remedy.Target, remedy.Parameters, remedy.Why)]))?.Chance ?? CureChance.Fair;
}
