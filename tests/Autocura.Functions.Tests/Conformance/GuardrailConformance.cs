using Autocura.Guardrails;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>What every guardrail promises, whatever it guards.</summary>
public abstract class GuardrailConformance
{
    protected abstract IGuardrail Guardrail { get; }

    /// <summary>A plan that the guardrail refuses or asks about, for the reason it exists.</summary>
    protected abstract PlanUnderReview Objectionable { get; }

    [Fact]
    public void It_allows_a_plan_that_is_none_of_its_business() => Guardrail.Review(SomePlan.UnderReview()).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void It_objects_to_what_it_guards_against() => Guardrail.Review(Objectionable).Kind.ShouldNotBe(VerdictKind.Allowed);

    [Fact]
    public void It_gives_its_name_and_a_reason_in_a_sentence()
    {
        foreach (var verdict in new[] { Guardrail.Review(SomePlan.UnderReview()), Guardrail.Review(Objectionable) })
        {
            verdict.Guardrail.ShouldBe(Guardrail.Name);
            verdict.Reason.ShouldEndWith(".");
            verdict.Reason.Length.ShouldBeGreaterThan(10);
        }
    }

    [Fact]
    public void It_answers_the_same_to_the_same_question() => Guardrail.Review(Objectionable).ShouldBe(Guardrail.Review(Objectionable));

    [Fact]
    public void Its_name_is_the_one_of_its_file() => Guardrail.Name.ShouldBe(Guardrail.GetType().Name[..^"Rule".Length]);
}
