using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ChangeWindowRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new ChangeWindowRule();

    // Noon is a Tuesday.
    protected override PlanUnderReview Objectionable => SomePlan.Under(new ReviewSettings { ChangeWindows = "Mon-Fri 22:00-23:00" });

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
