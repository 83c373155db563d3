namespace Autocura.Guardrails.Rules;

/// <summary>Asks a person before anything is done that cannot be taken back, or that its own profile would have asked about first.</summary>
internal sealed class IrreversibleRule : IGuardrail
{
    public string Name => "Irreversible";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Plan.Steps.FirstOrDefault(step => review.Profiles.GetValueOrDefault(step.Action) is not { Reversible: true }) is { } final)
        {
            return new Verdict(VerdictKind.NeedsApproval, Name, $"{final.Action} is not known to be undoable.");
        }

        var asked = review.Plan.Steps.FirstOrDefault(step => review.Profiles[step.Action].AsksFirstFor(step));
        return asked is null
            ? new Verdict(VerdictKind.Allowed, Name, "Every step can be undone.")
            : new Verdict(VerdictKind.NeedsApproval, Name, $"{asked.Action} of a {asked.Target.Kind} is not done without a person's word.");
    }
}
