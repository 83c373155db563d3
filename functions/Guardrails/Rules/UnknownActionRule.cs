namespace Autocura.Guardrails.Rules;

/// <summary>Refuses, by name, an action of which nothing is known: neither its risk nor whether it can be undone.</summary>
internal sealed class UnknownActionRule : IGuardrail
{
    public string Name => "UnknownAction";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Plan.Steps.Count == 0)
        {
            return new Verdict(VerdictKind.Denied, Name, "The plan has no step.");
        }

        var unknown = review.Plan.Steps.FirstOrDefault(step => !review.Profiles.ContainsKey(step.Action));
        return unknown is null
            ? new Verdict(VerdictKind.Allowed, Name, "Every action is known.")
            : new Verdict(VerdictKind.Denied, Name, $"There is no action named {unknown.Action}; known are {string.Join(", ", review.Profiles.Keys.Order())}.");
    }
}
