namespace Autocura.Guardrails.Rules;

/// <summary>Ends the trying: what so many attempts did not cure needs a person.</summary>
internal sealed class AttemptsRule : IGuardrail
{
    public string Name => "Attempts";

    public Verdict Review(PlanUnderReview review) => review.Plan.Attempt > review.Settings.MaxAttempts
        ? new Verdict(VerdictKind.Denied, Name, $"Attempt {review.Plan.Attempt} would exceed the {review.Settings.MaxAttempts} that are allowed.")
        : new Verdict(VerdictKind.Allowed, Name, $"This is attempt {review.Plan.Attempt} of {review.Settings.MaxAttempts}.");
}
