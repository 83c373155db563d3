using Autocura.Diagnosis;
using Autocura.Planning.Learning;

namespace Autocura.Planning;

/// <summary>One way to cure one cause: a remedy with those that join it, and how often it was tried in this incident.</summary>
internal sealed record RemedyOption(Belief Belief, IReadOnlyList<PlanStep> Steps, SuccessEstimate Chance, int Tries)
{
    /// <summary>Who prescribed it; null when a rule proposes it.</summary>
    public PlanOrigin? Origin { get; init; }

    /// <summary>Made of two that were tried alone (<see cref="JointRemedy"/>): the belief is that in both causes.</summary>
    public bool IsJoint { get; init; }

    /// <summary>Why it cannot be done here; null when it can.</summary>
    public string? Refused { get; init; }

    public string Action => Steps.Count > 0 ? Steps[0].Action : $"{Origin?.Source}";

    public string Target => Steps.Count > 0 ? Steps[0].Target.ToString() : $"{Origin?.Resource}, step {Origin?.Rung}";

    /// <summary>The options of one hypothesis, in its rule's order.</summary>
    public static IEnumerable<RemedyOption> Of(Belief belief, IReadOnlyList<TriedRemedy> tried, LearnedChances learned)
    {
        var groups = new List<List<Remedy>>();
        foreach (var remedy in belief.Hypothesis.Remedies)
        {
            if (remedy.JoinsPrevious && groups.Count > 0)
            {
                groups[^1].Add(remedy);
            }
            else
            {
                groups.Add([remedy]);
            }
        }

        foreach (var group in groups)
        {
            List<PlanStep> steps = [.. group.Select(remedy => new PlanStep(remedy.Action, remedy.Target, remedy.Parameters, remedy.Why))];
            var chance = learned.Of(belief.Hypothesis.Cause, steps[0].Action, group.Min(remedy => remedy.Chance));
            yield return new RemedyOption(belief, steps, chance, tried.Count(earlier => earlier.IsSameAs(steps)));
        }
    }
}
