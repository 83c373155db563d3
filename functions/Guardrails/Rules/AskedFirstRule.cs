namespace Autocura.Guardrails.Rules;

/// <summary>Asks a person first where the author of a runbook or policy wants it so, whatever the mode.</summary>
internal sealed class AskedFirstRule : IGuardrail
{
    public string Name => "AskedFirst";

    public Verdict Review(PlanUnderReview review) => review.Plan.Origin is { NeedsApproval: true } origin
        ? new Verdict(VerdictKind.NeedsApproval, Name, $"{origin.Resource} asks a person before every use.")
        : new Verdict(VerdictKind.Allowed, Name, "Nobody has asked to be asked first.");
}
