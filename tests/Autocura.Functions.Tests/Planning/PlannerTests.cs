using Autocura.Diagnosis;
using Autocura.Functions.Tests.Diagnosis;
using Autocura.Planning;
using Autocura.Planning.Foresight;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly string[] EveryCause =
        [Cause.BadImage, Cause.CrashAfterRelease, Cause.OutOfMemory, Cause.ScaledToZero, Cause.ServicePortMismatch];

    [Fact]
    public void A_probable_cause_with_a_good_remedy_is_acted_upon()
    {
        var draft = Draft(Faulty.BadImage());

        draft.Decision.ShouldBe(PlanDecision.Act);
        draft.Plan!.Steps.ShouldHaveSingleItem().Parameters["toRevision"].ShouldBe("2");
        draft.Plan.Cause.ShouldBe(Cause.BadImage);
        draft.Reason.ShouldMatch("^RollBackRelease scores 0\\.[0-9]+, ahead of RollBackRelease 0\\.[0-9]+: release 2 still has 2 ready pods\\.");
        draft.Candidates[0].Score.ShouldBeGreaterThan(draft.Candidates[1].Score);
    }

    [Fact]
    public void A_plan_is_named_after_its_record_and_attempt() =>
        Draft(Faulty.BadImage(), attempt: 2).Plan!.Id.ShouldBe($"{Some.Incident().RecordName}/2");

    [Fact]
    public void The_same_request_gives_the_same_plan() => Draft(Faulty.CrashAfterRelease()).Plan!.Strategy.ShouldBe(Draft(Faulty.CrashAfterRelease()).Plan!.Strategy);

    [Fact]
    public void A_healthy_workload_is_left_alone()
    {
        var draft = Draft(Some.Evidence());

        draft.Decision.ShouldBe(PlanDecision.WaitAndSee);
        draft.Plan.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_cause_is_handed_over_with_all_that_was_weighed()
    {
        var draft = Draft(Faulty.WithPods(Some.Evidence(), Faulty.Crashing()));

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Reason.ShouldStartWith("The cause is not known");
        draft.Reason.ShouldContain("CrashAfterRelease");
        draft.Reason.ShouldContain("RestartWorkload on Deployment shop/cart");
    }

    [Fact]
    public void A_cause_less_probable_than_not_changes_nothing()
    {
        var draft = Draft(Ranked((Cause.BadImage, 0.45), (Cause.OutOfMemory, 0.3), (Cause.Unknown, 0.25)));

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Reason.ShouldStartWith("The most probable cause, BadImage, has a probability of 45%");
    }

    [Fact]
    public void A_cause_without_a_remedy_is_handed_over_by_its_name()
    {
        var broken = Faulty.BadImage();
        var draft = Draft(broken with { Releases = [broken.Releases[0]], Pods = [broken.Pods[0]] });

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Reason.ShouldContain("No remedy is known for it here.");
        draft.Reason.ShouldContain("no remedy was proposed");
    }

    [Fact]
    public void What_failed_once_gives_way_to_the_next_way_back()
    {
        var first = Draft(Faulty.BadImage()).Plan!;

        var second = Draft(Faulty.BadImage(), attempt: 2, first.Tried("no recovery"));

        second.Plan!.Steps[0].Parameters["toRevision"].ShouldBe("1");
        second.Plan.Probability.ShouldBeLessThan(first.Probability);
    }

    [Fact]
    public void What_failed_twice_is_not_tried_again()
    {
        var remedy = Draft(Faulty.ScaledToZero()).Plan!.Tried("refused: quota", wasCarriedOut: false);

        var draft = Draft(Faulty.ScaledToZero(), attempt: 3, remedy, remedy);

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldHaveSingleItem().Rejected.ShouldBe("it was tried 2 times in this incident without effect");
        draft.Reason.ShouldContain("No remedy is left.");
    }

    [Fact]
    public void A_refused_remedy_says_nothing_about_the_cause()
    {
        var plan = Draft(Faulty.BadImage()).Plan!;

        Draft(Faulty.BadImage(), attempt: 2, plan.Tried("refused", wasCarriedOut: false)).Plan!.Probability.ShouldBe(plan.Probability, 1e-12);
    }

    [Fact]
    public void An_action_that_nobody_registered_is_rejected_by_name()
    {
        var draft = Planner.Draft(Request(Faulty.ScaledToZero().Diagnose(), 1, []), new Dictionary<string, ActionProfile> { ["RestartWorkload"] = Profile("RestartWorkload", 0.15) });

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldHaveSingleItem().Rejected.ShouldBe("there is no action named ScaleWorkload; known are RestartWorkload");
    }

    [Fact]
    public void An_action_that_is_meant_for_other_causes_is_rejected_by_name()
    {
        var profiles = new Dictionary<string, ActionProfile> { [ActionNames.ScaleWorkload] = Profile(ActionNames.ScaleWorkload, 0.05) with { Suits = [Cause.BadImage] } };

        Planner.Draft(Request(Faulty.ScaledToZero().Diagnose(), 1, []), profiles).Candidates.ShouldHaveSingleItem().Rejected
            .ShouldBe("ScaleWorkload is not meant for ScaledToZero");
    }

    [Fact]
    public void A_remedy_riskier_than_it_is_promising_is_rejected()
    {
        var profiles = new Dictionary<string, ActionProfile> { [ActionNames.ScaleWorkload] = Profile(ActionNames.ScaleWorkload, 0.9) };

        Planner.Draft(Request(Faulty.ScaledToZero().Diagnose(), 1, []), profiles).Candidates.ShouldHaveSingleItem().Rejected!.ShouldStartWith("its risk outweighs");
    }

    [Fact]
    public void Remedies_that_cure_only_together_are_one_plan()
    {
        var both = Faulty.ServicePort() with { Services = [Some.Service("cart", "9999"), Some.Service("cart-internal", "9998")] };

        var plan = Draft(both).Plan!;

        plan.Steps.Select(step => step.Target.Name).ShouldBe(["cart", "cart-internal"]);
        plan.Risk.ShouldBe(plan.Forecast!.Worsens, 1e-4);
    }

    [Fact]
    public void Without_simulation_chances_alone_decide()
    {
        var request = Request(Faulty.ServicePort().Diagnose(), 1, []) with { Foresight = new ForesightTerms { IsEnabled = false } };

        var plan = Planner.Draft(request, Profiles()).Plan!;

        plan.Risk.ShouldBe(0.05, 1e-12);
        plan.Forecast.ShouldBeNull();
    }

    [Fact]
    public void A_candidate_that_makes_it_worse_too_often_is_out_and_says_how_often()
    {
        var request = Request(Faulty.BadImage().Diagnose(), 1, []) with { Foresight = new ForesightTerms { RiskThreshold = 0 } };

        var draft = Planner.Draft(request, Profiles());

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldContain(candidate => candidate.Rejected!.EndsWith("above the threshold of 0%"));
    }

    [Fact]
    public void Every_candidate_that_could_be_simulated_keeps_its_numbers() =>
        Draft(Faulty.BadImage()).Candidates.ShouldAllBe(candidate => candidate.Forecast!.Iterations == 500);

    private static PlanDraft Draft(Evidence evidence, int attempt = 1, params TriedRemedy[] tried) => Planner.Draft(Request(evidence.Diagnose(), attempt, tried), Profiles());

    private static PlanDraft Draft(RankedHypotheses diagnosis) => Planner.Draft(Request(diagnosis, 1, []), Profiles());

    private static PlanRequest Request(RankedHypotheses diagnosis, int attempt, TriedRemedy[] tried) => new()
    {
        Incident = Some.Incident(),
        Evidence = Some.Evidence(),
        Diagnosis = diagnosis,
        Attempt = attempt,
        Tried = tried,
    };

    private static RankedHypotheses Ranked(params (string Cause, double Probability)[] causes) => new()
    {
        Reason = "as given",
        Hypotheses = [.. causes.Select(cause => new Hypothesis { Cause = cause.Cause, Probability = cause.Probability, Headline = cause.Cause })],
    };

    private static Dictionary<string, ActionProfile> Profiles() => new[]
    {
        Profile(ActionNames.RollBackRelease, 0.1), Profile(ActionNames.AdjustResources, 0.1), Profile(ActionNames.RestartWorkload, 0.15),
        Profile(ActionNames.ScaleWorkload, 0.05), Profile(ActionNames.RepairService, 0.05),
    }.ToDictionary(profile => profile.Name);

    private static ActionProfile Profile(string name, double risk) => new()
    {
        Name = name,
        Summary = name,
        Suits = EveryCause,
        Risk = risk,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };
}
