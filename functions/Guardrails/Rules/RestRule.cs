namespace Autocura.Guardrails.Rules;

/// <summary>Lets a policy rest for its cooldown after each healing, so that the effect of one shows before the next.</summary>
internal sealed class RestRule : IGuardrail
{
    public string Name => "Rest";

    public Verdict Review(PlanUnderReview review) => review.Plan.Origin is { RestUntil: { } until } origin && until > review.Now
        ? new Verdict(VerdictKind.Wait, Name, $"{origin.Resource} rests until {until:HH:mm:ss} UTC, as its cooldown says.") { ChangesAt = until }
        : new Verdict(VerdictKind.Allowed, Name, "No policy rests.");
}
