namespace Autocura.Guardrails.Rules;

/// <summary>Asks a person before anything is done that cannot be taken back.</summary>
internal sealed class IrreversibleRule : IGuardrail
{
    public string Name => "Irreversible";

    public Verdict Review(PlanUnderReview review)
    {
        var final = review.Plan.Steps.FirstOrDefault(step => review.Profiles.GetValueOrDefault(step.Action) is not { Reversible: true });
        return final is null
            ? new Verdict(VerdictKind.Allowed, Name, "Every step can be undone.")
            : new Verdict(VerdictKind.NeedsApproval, Name, $"{final.Action} is not known to be undoable.");
    }
}
