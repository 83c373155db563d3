using Autocura.Diagnosis;

namespace Autocura.Planning;

/// <summary>One way to cure one cause: a remedy with those that join it, and how often it was tried in this incident.</summary>
internal sealed record RemedyOption(Belief Belief, IReadOnlyList<PlanStep> Steps, double Chance, int Tries)
{
    public string Action => Steps[0].Action;

    public string Target => Steps[0].Target.ToString();

    /// <summary>The options of one hypothesis, in its rule's order.</summary>
    public static IEnumerable<RemedyOption> Of(Belief belief, IReadOnlyList<TriedRemedy> tried)
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
            yield return new RemedyOption(belief, steps, group.Min(remedy => remedy.Chance), tried.Count(earlier => earlier.IsSameAs(steps)));
        }
    }
}
