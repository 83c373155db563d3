using Autocura.Functions.Tests.Conformance;
using Autocura.Functions.Tests.Guardrails.Brakes;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ActionBudgetRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new ActionBudgetRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(SomeLedger.Spent(15, Some.Noon.AddMinutes(-20))) });

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Ledger = Fact<BrakeLedger>.Unread(gap, mayComeRight) };

    [Fact]
    public void It_waits_until_the_oldest_is_forgotten() => Guardrail.Review(Objectionable).ShouldBe(
        new Verdict(VerdictKind.Wait, "ActionBudget", "15 of 15 actions in namespace shop within 01:00:00 are spent, and the plan takes 1.") { ChangesAt = Some.Noon.AddMinutes(40) });

    [Fact]
    public void What_acted_long_after_it_took_its_share_is_spent_until_its_window_is_over()
    {
        // A host that died in between acted half an hour later: an hour after that is free of it, and not an hour after it took its share.
        var late = SomeLedger.Spent(15, Some.Noon.AddMinutes(-70));
        var ledger = late with { Entries = [.. late.Entries.Select(entry => entry with { SettledAt = Some.Noon.AddMinutes(-40) })] };

        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(ledger) }));

        (verdict.Kind, verdict.ChangesAt).ShouldBe((VerdictKind.Wait, Some.Noon.AddMinutes(20)));
    }

    [Fact]
    public void A_budget_of_nothing_denies_for_good()
    {
        var verdict = Guardrail.Review(SomePlan.Under(new ReviewSettings { ActionsPerCluster = 0 }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.ChangesAt.ShouldBeNull();
    }
}
