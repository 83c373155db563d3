using Autocura.Incidents;

namespace Autocura.Diagnosis.Advising;

/// <summary>Takes a model's word into a ranking as one clue for each cause that it names, and out of it again.</summary>
/// <remarks>
/// P(h) is multiplied by exp(w), w from <see cref="AdviceWeight"/>, for a cause that the rules see too. One that they do not see had nothing that speaks for it: measured
/// against the unknown it has P(unknown) x prior / prior(unknown) x exp(w). All is scaled to add up to 1 again.
/// </remarks>
public static class AdvisedRanking
{
    /// <summary>The ranking with the advice in it; what the rules alone say stays readable (<see cref="Unaided"/>).</summary>
    public static RankedHypotheses With(this RankedHypotheses diagnosis, Advice advice)
    {
        if (advice.Result != AdviceResult.Answered || advice.Causes.Count == 0)
        {
            return diagnosis with { Advice = advice };
        }

        var weighed = diagnosis.Hypotheses.Select(hypothesis => hypothesis with { Unaided = hypothesis.Probability }).ToList();
        foreach (var named in advice.Causes)
        {
            Weigh(weighed, named, advice, diagnosis);
        }

        var total = weighed.Sum(hypothesis => hypothesis.Probability);
        List<Hypothesis> ranked =
        [
            .. weighed
                .Select(hypothesis => hypothesis with { Probability = total > 0 ? hypothesis.Probability / total : 0 })
                .OrderByDescending(hypothesis => hypothesis.Probability)
                .ThenBy(hypothesis => hypothesis.Key, StringComparer.Ordinal),
        ];
        return diagnosis with { Hypotheses = ranked, Reason = Ranking.Reason(ranked), Advice = advice, ReasonUnaided = diagnosis.Reason };
    }

    /// <summary>What the rules alone say.</summary>
    public static RankedHypotheses Unaided(this RankedHypotheses diagnosis) => diagnosis.ReasonUnaided is not { } reason ? diagnosis with { Advice = null } : diagnosis with
    {
        Advice = null,
        ReasonUnaided = null,
        Reason = reason,
        Hypotheses =
        [
            .. diagnosis.Hypotheses
                .Where(hypothesis => hypothesis.Unaided is not null)
                .Select(hypothesis => hypothesis with { Probability = hypothesis.Unaided!.Value, Unaided = null, Clues = [.. hypothesis.Clues.Where(clue => !clue.IsAdvice)] })
                .OrderByDescending(hypothesis => hypothesis.Probability)
                .ThenBy(hypothesis => hypothesis.Key, StringComparer.Ordinal),
        ],
    };

    private static void Weigh(List<Hypothesis> weighed, AdvisedCause named, Advice advice, RankedHypotheses diagnosis)
    {
        var weight = AdviceWeight.Of(advice.Trust.Mean, named.Confidence);
        var clue = new Clue($"{advice.Adviser} names it, {named.Confidence:0%} sure of itself ({advice.Trust.Told})", weight) { SeenOn = named.Culprit, IsAdvice = true };
        var at = weighed.FindIndex(hypothesis => hypothesis.Cause == named.Cause && IsAt(hypothesis.Culprit, named.Culprit));
        if (at >= 0)
        {
            var seen = weighed[at];
            weighed[at] = seen with { Probability = seen.Probability * Math.Exp(weight), Clues = [.. seen.Clues.Append(clue).OrderByDescending(one => Math.Abs(one.Weight))] };
            return;
        }

        var unknown = diagnosis.Hypotheses.FirstOrDefault(hypothesis => hypothesis.Cause == Cause.Unknown)?.Probability ?? 0;
        weighed.Add(new Hypothesis
        {
            Cause = named.Cause,
            Culprit = named.Culprit,
            Probability = unknown * PriorShare.Of(named.Cause) / PriorShare.Of(Cause.Unknown) * Math.Exp(weight),
            Headline = $"{advice.Adviser} takes {named.Cause}{(named.Culprit is { } culprit ? $" at {culprit}" : "")} for the cause; no rule sees it.",
            Clues = [clue],
        });
    }

    // A rule that names no object means the workload itself, and a model that names none leaves it to the rule.
    private static bool IsAt(ObjectRef? culprit, ObjectRef? named) => culprit is null || named is null || $"{culprit}" == $"{named}";
}
