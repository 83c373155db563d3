namespace Autocura.Guardrails.Rules;

/// <summary>
/// Asks a person before anything is done on a language model's word alone, whatever the mode: where neither the rules nor people's prescriptions would have led to the plan. What a model
/// has read was written by strangers.
/// </summary>
internal sealed class ModelAdviceRule : IGuardrail
{
    public string Name => "ModelAdvice";

    public Verdict Review(PlanUnderReview review) => review.Plan.Advice is { IsAlone: true } advice
        ? new Verdict(VerdictKind.NeedsApproval, Name, $"It rests on the word of a language model alone ({advice.Adviser}): a person must approve it.")
        : new Verdict(VerdictKind.Allowed, Name, "It does not rest on the word of a language model.");
}
