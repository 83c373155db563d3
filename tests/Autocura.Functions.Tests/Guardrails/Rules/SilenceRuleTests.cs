using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class SilenceRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new SilenceRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { Silenced = Fact<IReadOnlyList<string>>.Of(["KubePodNotReady is silenced (abc)"]) });

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Silenced = Fact<IReadOnlyList<string>>.Unread(gap, mayComeRight) };

    [Fact]
    public void The_reason_names_the_silence() => Guardrail.Review(Objectionable).Reason.ShouldBe("People know of it: KubePodNotReady is silenced (abc).");
}
