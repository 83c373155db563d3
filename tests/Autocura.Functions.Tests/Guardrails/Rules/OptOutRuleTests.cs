using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class OptOutRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new OptOutRule();

    protected override PlanUnderReview Objectionable => SomePlan.Annotated(Annotations.Ignore, "true");

    [Theory]
    [InlineData(Annotations.Ignore, "true", VerdictKind.Denied)]
    [InlineData(Annotations.Ignore, "True", VerdictKind.Denied)]
    [InlineData(Annotations.Ignore, "false", VerdictKind.Allowed)]
    [InlineData(Annotations.Ignore, "yes", VerdictKind.Denied)]
    [InlineData(Annotations.Managed, "false", VerdictKind.Denied)]
    [InlineData(Annotations.Managed, "true", VerdictKind.Allowed)]
    [InlineData(Annotations.Managed, "", VerdictKind.Denied)]
    [InlineData(Annotations.PauseUntil, "2030-01-15T12:00:01Z", VerdictKind.Denied)]
    [InlineData(Annotations.PauseUntil, "2030-01-15T11:59:59Z", VerdictKind.Allowed)]
    [InlineData(Annotations.PauseUntil, "2030-01-15T13:00:00+02:00", VerdictKind.Allowed)]
    [InlineData(Annotations.PauseUntil, "2030-01-15T11:00:00.5-02:00", VerdictKind.Denied)]
    [InlineData(Annotations.PauseUntil, "2030-01-15T11:00:00", VerdictKind.Denied)]
    [InlineData(Annotations.PauseUntil, "tomorrow", VerdictKind.Denied)]
    [InlineData(Annotations.PauseUntil, "15/01/2020", VerdictKind.Denied)]
    [InlineData(Annotations.AllowedActions, "RestartWorkload, RollBackRelease", VerdictKind.Allowed)]
    [InlineData(Annotations.AllowedActions, "RestartWorkload", VerdictKind.Denied)]
    [InlineData(Annotations.AllowedActions, "", VerdictKind.Denied)]
    [InlineData("example.com/other", "whatever", VerdictKind.Allowed)]
    public void A_word_on_the_workload_or_its_namespace_counts(string key, string value, VerdictKind expected)
    {
        Guardrail.Review(SomePlan.Annotated(key, value)).Kind.ShouldBe(expected);
        Guardrail.Review(SomePlan.Annotated(key, value, onNamespace: true)).Kind.ShouldBe(expected);
    }

    [Fact]
    public void The_reason_names_the_annotation_and_where_it_stands() => Guardrail.Review(SomePlan.Annotated(Annotations.PauseUntil, "tomorrow", onNamespace: true)).Reason
        .ShouldBe("autocura.io/pause-until on Namespace shop is \"tomorrow\", which is no RFC 3339 time such as 2030-01-31T18:00:00Z.");

    [Fact]
    public void A_word_on_any_object_that_the_plan_would_change_counts()
    {
        var node = new TargetView(new ObjectRef("v1", "Node", "", "node-1")) { Exists = true, Annotations = new Dictionary<string, string> { [Annotations.Ignore] = "true" } };
        Guardrail.Review(SomePlan.With(facts => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Of([.. facts.Targets.Value!, node]) }))
            .ShouldBe(new Verdict(VerdictKind.Denied, "OptOut", "autocura.io/ignore on Node node-1 is \"true\"."));
    }

    [Fact]
    public void Where_the_annotations_cannot_be_read_it_keeps_away()
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread("Forbidden: no") }));

        verdict.ShouldBe(new Verdict(VerdictKind.Denied, "OptOut", "Who has opted out could not be read (Forbidden: no), so nobody can say that the plan is safe."));
    }
}
