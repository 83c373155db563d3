namespace Autocura.Guardrails.Rules;

/// <summary>Keeps an incident's plan inside the namespace of its workload: trouble in one team's namespace is never cured in another's.</summary>
internal sealed class TargetScopeRule : IGuardrail
{
    public string Name => "TargetScope";

    public Verdict Review(PlanUnderReview review)
    {
        var home = review.Incident.Workload.Namespace;
        var foreign = review.Plan.Steps.FirstOrDefault(step => step.Target.Namespace != home);
        return foreign is null
            ? new Verdict(VerdictKind.Allowed, Name, $"Every step stays in the namespace {home}.")
            : new Verdict(VerdictKind.Denied, Name, $"{foreign.Action} would change {foreign.Target}, outside the incident's namespace {home}.");
    }
}
