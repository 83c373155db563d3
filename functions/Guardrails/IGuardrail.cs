namespace Autocura.Guardrails;

/// <summary>One thing that can refuse a plan. Pure. A guardrail that throws, or that cannot read what it needs, denies.</summary>
public interface IGuardrail
{
    string Name { get; }

    Verdict Review(PlanUnderReview review);
}
