using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ChangeWindowRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new ChangeWindowRule();

    // Noon is a Tuesday.
    protected override PlanUnderReview Objectionable => SomePlan.Under(new ReviewSettings { ChangeWindows = "Mon-Fri 22:00-23:00" });

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread(gap, mayComeRight) };

    [Fact]
    public void It_waits_until_they_open() => Guardrail.Review(Objectionable).ShouldBe(
        new Verdict(VerdictKind.Wait, "ChangeWindow", "The change windows of the settings (\"Mon-Fri 22:00-23:00\") are closed until 2030-01-15 22:00 UTC.") { ChangesAt = Some.Noon.AddHours(10) });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_annotation_narrows_them(bool onNamespace)
    {
        Guardrail.Review(SomePlan.Annotated(Annotations.ChangeWindows, "daily 13:00-14:00 UTC", onNamespace)).Kind.ShouldBe(VerdictKind.Wait);
        Guardrail.Review(SomePlan.Annotated(Annotations.ChangeWindows, "daily 11:00-14:00 UTC", onNamespace)).ChangesAt.ShouldBe(Some.Noon.AddHours(2));
    }

    [Theory]
    [InlineData("daily 09:00-17:00 Mars/Olympus", "'Mars/Olympus'")]
    [InlineData("Mon-Fry 09:00-17:00 UTC", "'Mon-Fry 09:00-17:00 UTC'")]
    [InlineData("daily 9-17 UTC", "'9-17'")]
    public void A_bad_zone_or_window_is_closed_and_named(string text, string named)
    {
        var verdict = Guardrail.Review(SomePlan.Annotated(Annotations.ChangeWindows, text));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain(named);
    }
}
