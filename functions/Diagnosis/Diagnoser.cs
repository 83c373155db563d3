namespace Autocura.Diagnosis;

/// <summary>
/// Weighs all rules' hypotheses together.
/// </summary>
/// <remarks>
/// Naive Bayes in log odds: score(h) = ln prior(h) + the sum of its clues' weights, P(h) = exp(score(h)) / sum of exp(score). Weights are
/// likelihood ratios against <see cref="Cause.Unknown"/>, the hypothesis that is always there; so a cause for which little speaks loses to "unknown"
/// and not to another cause. Scores are multiplied by <see cref="Sharpness"/> before they are made probabilities. Clues of one hypothesis are taken as independent, which overstates certainty when they are not: rules therefore count an
/// observation once. Order: by probability, then by name, whatever order the rules were registered in.
/// </remarks>
public sealed class Diagnoser
{
    /// <summary>
    /// One over the temperature: the one number that is fitted, so that what is claimed is as often right. Weights are taken from the middle of their grades, priors give the
    /// unknown a third; both are meant to be cautious, and together they were too much so. Fitted to the log loss over half of the catalogue's scenarios and checked on the
    /// other half: see docs/diagnosis.md.
    /// </summary>
    private const double Sharpness = 1.5;

    private readonly IReadOnlyList<IDiagnosisRule> rules;

    public Diagnoser(IEnumerable<IDiagnosisRule> rules)
    {
        this.rules = [.. rules.OrderBy(rule => rule.Cause, StringComparer.Ordinal)];
        if (this.rules.GroupBy(rule => rule.Cause).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two rules speak for the cause {twice.Key}: register one of {string.Join(", ", twice.Select(rule => rule.GetType().Name))}.");
        }

        if (this.rules.FirstOrDefault(rule => rule.Prior is not (> 0 and < 1)) is { } odd)
        {
            throw new InvalidOperationException($"The rule for {odd.Cause} has the prior {odd.Prior}: it must lie between 0 and 1.");
        }
    }

    /// <summary>The hypotheses, most probable first. The probabilities add up to 1.</summary>
    /// <exception cref="InvalidOperationException">No rule had anything to say, not even that the cause is unknown.</exception>
    public RankedHypotheses Diagnose(Evidence evidence)
    {
        var weighed = rules
            .SelectMany(rule => Weighed(rule, [.. rule.Consider(evidence)], evidence.Experience))
            .ToList();
        if (weighed.Count == 0)
        {
            throw new InvalidOperationException("No rule considered the evidence: the rule for Unknown is not registered.");
        }

        // The largest score is taken out before exp, which cannot overflow then.
        var largest = weighed.Max(pair => pair.Score);
        var total = weighed.Sum(pair => Math.Exp(Sharpness * (pair.Score - largest)));
        List<Hypothesis> ranked = [.. weighed
            .Select(pair => pair.Hypothesis with
            {
                Probability = Math.Exp(Sharpness * (pair.Score - largest)) / total,
                Remedies = Possible(pair.Hypothesis.Remedies),
                Clues = [.. pair.Hypothesis.Clues.OrderByDescending(clue => Math.Abs(clue.Weight)).ThenBy(clue => clue.Text, StringComparer.Ordinal)],
            })
            .OrderByDescending(hypothesis => hypothesis.Probability)
            .ThenBy(hypothesis => hypothesis.Key, StringComparer.Ordinal)];
        return new RankedHypotheses { Hypotheses = ranked, Reason = Ranking.Reason(ranked), Scraped = evidence.Scraped };
    }

    // What a kubelet runs from a file on its node, no request to the API server changes.
    private static IReadOnlyList<Remedy> Possible(IReadOnlyList<Remedy> remedies) => remedies.Any(remedy => remedy.Target.Kind == "Pod") ? [.. remedies.Where(remedy => remedy.Target.Kind != "Pod" || remedy.Action == ActionNames.DeletePod)] : remedies;

    private static IEnumerable<(Hypothesis Hypothesis, double Score)> Weighed(IDiagnosisRule rule, IReadOnlyList<Hypothesis> hypotheses, Experience experience) =>
        hypotheses.Select(hypothesis => (
            hypothesis,
            Math.Log(experience.Prior(rule.Cause, rule.Prior) / hypotheses.Count) + hypothesis.Clues.Sum(clue => clue.Weight)));
}
