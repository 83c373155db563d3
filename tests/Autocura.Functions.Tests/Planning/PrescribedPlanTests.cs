using Autocura.Diagnosis;
using Autocura.Functions.Tests.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning;

public sealed class PrescribedPlanTests
{
    private static readonly ObjectRef Runbook = new("autocura.cognitiva.io/v1alpha1", "Runbook", "shop", "by-the-book");

    private static readonly Dictionary<string, ActionProfile> Profiles = new[]
    {
        Profile(ActionNames.RollBackRelease, Cause.BadImage), Profile(ActionNames.AdjustResources), Profile(ActionNames.RestartWorkload), Profile(ActionNames.ScaleWorkload),
    }.ToDictionary(profile => profile.Name);

    [Fact]
    public void What_people_prescribed_goes_before_what_the_rules_propose()
    {
        var draft = Draft(Faulty.BadImage(), [Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload)]);

        draft.Plan!.Steps.ShouldHaveSingleItem().Action.ShouldBe(ActionNames.RestartWorkload);
        draft.Plan.Origin!.Key.ShouldBe("Runbook shop/by-the-book 1");
        draft.Reason.ShouldStartWith("Runbook shop/by-the-book prescribes it.");
    }

    [Fact]
    public void A_ladder_is_climbed_one_rung_an_attempt_and_then_the_rules_have_their_say()
    {
        var first = Draft(Faulty.BadImage(), [Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload)]).Plan!;
        var second = Draft(Faulty.BadImage(), [Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload)], first.Tried("no recovery")).Plan!;
        var third = Draft(Faulty.BadImage(), [Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload)], first.Tried("no recovery"), second.Tried("refused", wasCarriedOut: false));

        second.Remedy.Action.ShouldBe(ActionNames.ScaleWorkload);
        third.Plan!.Origin.ShouldBeNull();
        third.Plan.Remedy.Action.ShouldBe(ActionNames.RollBackRelease);
        third.Candidates.Count(candidate => candidate.Rejected == "it was tried in this incident, and the next is its turn").ShouldBe(2);
    }

    [Fact]
    public void All_together_they_are_one_plan() =>
        Draft(Faulty.BadImage(), [Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload) with { Strategy = PrescriptionStrategy.All }]).Plan!.Steps
            .Select(step => step.Action).ShouldBe([ActionNames.RestartWorkload, ActionNames.ScaleWorkload]);

    [Fact]
    public void More_attempts_than_it_allows_are_not_made_of_it()
    {
        var ladder = Ladder(ActionNames.RestartWorkload, ActionNames.ScaleWorkload) with { MaxAttempts = 1 };
        var first = Draft(Faulty.BadImage(), [ladder]).Plan!;

        Draft(Faulty.BadImage(), [ladder], first.Tried("no recovery")).Plan!.Origin.ShouldBeNull();
    }

    [Fact]
    public void A_runbook_goes_before_a_policy_and_a_promotion_before_both()
    {
        var policy = Ladder(ActionNames.ScaleWorkload) with { Source = PrescriptionSource.HealingPolicy, Origin = Runbook with { Kind = "HealingPolicy" } };
        var promoted = Ladder(ActionNames.AdjustResources) with { Source = PrescriptionSource.ParallelEnvironment };

        Draft(Faulty.BadImage(), [policy, Ladder(ActionNames.RestartWorkload)]).Plan!.Origin!.Source.ShouldBe(PrescriptionSource.Runbook);
        Draft(Faulty.BadImage(), [policy, Ladder(ActionNames.RestartWorkload), promoted]).Plan!.Origin!.Source.ShouldBe(PrescriptionSource.ParallelEnvironment);
    }

    [Fact]
    public void Where_nothing_is_wrong_a_runbook_rests_and_a_measured_breach_does_not()
    {
        Draft(Some.Evidence(), [Ladder(ActionNames.RestartWorkload)]).Decision.ShouldBe(PlanDecision.WaitAndSee);
        Draft(Some.Evidence(), [Ladder(ActionNames.RestartWorkload) with { HoldsNow = true }]).Decision.ShouldBe(PlanDecision.Act);
    }

    [Fact]
    public void A_measured_breach_for_which_nothing_is_left_is_handed_over_and_not_called_well()
    {
        var draft = Draft(Some.Evidence(), [Ladder(ActionNames.RestartWorkload) with { HoldsNow = true, MaxAttempts = 0 }]);

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Reason.ShouldBe("KubePodNotReady matches its trigger, and nothing of Runbook shop/by-the-book is left: RestartWorkload 1: Runbook shop/by-the-book allows 0 attempts, and so many were made.");
    }

    [Fact]
    public void A_rung_that_cannot_be_taken_is_passed_over_and_says_why()
    {
        var ladder = Ladder(ActionNames.ScaleWorkload);

        var draft = Draft(Faulty.BadImage(), [ladder with { Rungs = [new Rung("1", [], "it has five replicas already"), ladder.Rungs[0] with { Name = "2" }] }]);

        draft.Plan!.Origin!.Rung.ShouldBe("2");
        draft.Candidates[0].Rejected.ShouldBe("it has five replicas already");
    }

    [Fact]
    public void What_does_not_cure_the_diagnosed_cause_teaches_nothing_of_it()
    {
        var plan = Draft(Faulty.BadImage(), [Ladder(ActionNames.ScaleWorkload)]).Plan!;

        (plan.Cause, plan.Chance).ShouldBe((Cause.Unknown, null));
        Draft(Faulty.BadImage(), [Ladder(ActionNames.RollBackRelease)]).Plan!.Cause.ShouldBe(Cause.BadImage);
    }

    [Fact]
    public void An_action_that_does_not_exist_is_refused_by_name() =>
        Draft(Faulty.BadImage(), [Ladder("Reboot")]).Candidates[0].Rejected.ShouldStartWith("there is no action named Reboot");

    private static Prescription Ladder(params string[] actions) => new()
    {
        Source = PrescriptionSource.Runbook,
        Origin = Runbook,
        Reason = "KubePodNotReady matches its trigger",
        Rungs = [.. actions.Select((action, index) => new Rung($"{index + 1}", [new Remedy(action, Some.Cart.Target(), new Dictionary<string, string>(), "by the book")]))],
    };

    private static PlanDraft Draft(Evidence evidence, IReadOnlyList<Prescription> prescriptions, params TriedRemedy[] tried) => Planner.Draft(
        new PlanRequest { Incident = Some.Incident(), Evidence = evidence, Diagnosis = evidence.Diagnose(), Attempt = tried.Length + 1, Tried = tried, Prescriptions = prescriptions },
        Profiles);

    private static ActionProfile Profile(string name, params string[] suits) => new()
    {
        Name = name,
        Summary = name,
        Suits = suits,
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };
}
