using Autocura.Diagnosis;
using Autocura.Planning.Learning;

namespace Autocura.Planning;

/// <summary>
/// Two remedies at once. Where two faults coincide, each remedy alone fails and is taken back, as the other fault goes on: so what was tried alone on two objects, and for two
/// causes, may be tried together.
/// </summary>
/// <remarks>
/// With p the probability that each cause had when its remedy was planned and c the remedy's chance, both being true predicts both failures; of one alone, its remedy must have failed by
/// chance: P(both) = p1 p2 / (p1 p2 + p1 (1 - p2) (1 - c1) + (1 - p1) p2 (1 - c2) + (1 - p1) (1 - p2)). The chance to cure is c1 c2.
/// </remarks>
internal static class JointRemedy
{
    /// <summary>The most probable pair; null where fewer than two remedies were taken back that could go together.</summary>
    public static RemedyOption? Of(PlanRequest request, LearnedChances learned)
    {
        List<TriedRemedy> alone = [.. request.Tried.Where(one => one is { WasCarriedOut: true, Origin: "", IsJoint: false, Steps.Count: > 0 } && one.Cause != Cause.Unknown)];
        return alone
            .SelectMany((first, index) => alone.Skip(index + 1).Where(second => GoTogether(first, second)).Select(second => Join(first, second, request, learned)))
            .MaxBy(option => option.Belief.Probability);
    }

    private static bool GoTogether(TriedRemedy first, TriedRemedy second) =>
        first.Cause != second.Cause && !first.Steps.Select(step => step.Target).Intersect(second.Steps.Select(step => step.Target)).Any();

    private static RemedyOption Join(TriedRemedy first, TriedRemedy second, PlanRequest request, LearnedChances learned)
    {
        var likelier = first.Probability >= second.Probability ? first : second;
        var hypothesis = new Hypothesis { Cause = likelier.Cause, Headline = $"{first.Cause} and {second.Cause} at once.", Probability = Both(first, second) };
        List<PlanStep> steps = [.. first.Steps.Concat(second.Steps).Select(step => AsOfNow(step, request.Diagnosis))];
        var tries = request.Tried.Count(earlier => earlier.IsJoint && steps.TrueForAll(step => earlier.Steps.Any(done => done.Action == step.Action && done.Target == step.Target)));
        return new RemedyOption(new Belief(hypothesis, hypothesis.Probability), steps, SuccessEstimate.Of(learned.Class, first.Chance * second.Chance, null, [], learned.Now), tries) { IsJoint = true };
    }

    /// <summary>Its parameters may have moved on while it was done and taken back, as the numbers of revisions do: what the diagnosis proposes now counts, where it proposes the same.</summary>
    private static PlanStep AsOfNow(PlanStep step, RankedHypotheses diagnosis) =>
        diagnosis.Hypotheses.SelectMany(hypothesis => hypothesis.Remedies).FirstOrDefault(remedy => remedy.Action == step.Action && remedy.Target == step.Target) is { } remedy
            ? step with { Parameters = remedy.Parameters, Why = remedy.Why }
            : step;

    private static double Both(TriedRemedy first, TriedRemedy second)
    {
        var (p, q) = (first.Probability, second.Probability);
        var both = p * q;
        return both / (both + (p * (1 - q) * (1 - first.Chance)) + ((1 - p) * q * (1 - second.Chance)) + ((1 - p) * (1 - q)));
    }
}
