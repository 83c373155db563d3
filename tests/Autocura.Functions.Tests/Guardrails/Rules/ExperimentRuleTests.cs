using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ExperimentRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new ExperimentRule();

    private static readonly ExperimentView Running = new()
    {
        Ref = new ObjectRef("chaos-mesh.org/v1alpha1", "NetworkChaos", "chaos", "delay"),
        Action = "network delay",
        IsRunning = true,
    };

    protected override PlanUnderReview Objectionable => During(Running);

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Experiments = Fact<IReadOnlyList<ExperimentView>>.Unread(gap, mayComeRight) };

    [Fact]
    public void A_plan_about_something_else_waits_for_its_end() => Guardrail.Review(Objectionable).ShouldBe(
        new Verdict(VerdictKind.Wait, "Experiment", "NetworkChaos chaos/delay (network delay) is under way on Deployment shop/cart, and the plan is about something else.") { ChangesAt = Some.Noon.AddMinutes(1) });

    [Fact]
    public void One_that_is_over_or_disturbs_others_is_no_obstacle()
    {
        Guardrail.Review(During(Running with { IsRunning = false })).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(During(Running with { Hits = ExperimentHit.ControlPlane })).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Where_it_is_the_cause_it_may_be_ended_unless_settings_forbid()
    {
        var review = SomePlan.WithSteps(During(Running), (ActionNames.PauseChaos, Running.Ref));
        var forbidden = new IncidentSettings { Mode = OperatingMode.Auto, Review = new ReviewSettings { EndExperiments = false } };

        Guardrail.Review(review).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(review with { Settings = forbidden }).Kind.ShouldBe(VerdictKind.Denied);
    }

    private static PlanUnderReview During(ExperimentView experiment) => SomePlan.With(facts => facts with { Experiments = Fact<IReadOnlyList<ExperimentView>>.Of([experiment]) });
}
