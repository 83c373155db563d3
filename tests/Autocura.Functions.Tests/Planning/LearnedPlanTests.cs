using Autocura.Diagnosis;
using Autocura.Functions.Tests.Planning.Learning;
using Autocura.Planning;
using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning;

/// <summary>What was learned decides among remedies, and can be seen to.</summary>
public sealed class LearnedPlanTests
{
    private static readonly RankedHypotheses Diagnosis = new()
    {
        Reason = "as given",
        Hypotheses =
        [
            new Hypothesis { Cause = Cause.OutOfMemory, Headline = "memory", Probability = 0.95, Remedies = [Remedy(ActionNames.RollBackRelease, CureChance.Likely), Remedy(ActionNames.AdjustResources, CureChance.Fair)] },
            new Hypothesis { Cause = Cause.Unknown, Headline = "unknown", Probability = 0.05 },
        ],
    };

    [Fact]
    public void Without_cases_the_rules_own_chances_stand()
    {
        var draft = Draft(TrackRecord.Empty);

        draft.Plan!.Steps[0].Action.ShouldBe(ActionNames.RollBackRelease);
        draft.Plan.Chance!.Mean.ShouldBe(CureChance.Likely);
        draft.Reason.ShouldEndWith("0.85 expected by its rule, no case yet.");
        draft.Gap.ShouldBeEmpty();
    }

    [Fact]
    public void A_remedy_that_kept_failing_gives_way_to_the_next_and_says_why()
    {
        var draft = Draft(SuccessEstimateTests.Record((Key(ActionNames.RollBackRelease), 0, 8)));

        draft.Plan!.Steps[0].Action.ShouldBe(ActionNames.AdjustResources);
        draft.Candidates[0].Chance!.Mean.ShouldBe(0.5);
        draft.Candidates[1].Chance!.Told.ShouldStartWith("0.28 expected");
        draft.Candidates[1].Chance!.Told.ShouldEndWith("0 of 8 helped");
    }

    [Fact]
    public void Cases_of_another_cause_teach_nothing_about_this_one() =>
        Draft(SuccessEstimateTests.Record((Key(ActionNames.RollBackRelease) with { Cause = Cause.BadImage }, 0, 50))).Plan!.Steps[0].Action.ShouldBe(ActionNames.RollBackRelease);

    [Fact]
    public void A_remedy_that_seldom_helps_speaks_less_against_its_cause_when_it_fails()
    {
        var tried = new TriedRemedy(Cause.OutOfMemory, ActionNames.RollBackRelease, Some.Cart.Target().ToString(), "no recovery");
        var trusted = Draft(TrackRecord.Empty, tried).Candidates.Single(candidate => candidate.Action == ActionNames.AdjustResources);
        var doubted = Draft(SuccessEstimateTests.Record((Key(ActionNames.RollBackRelease), 0, 8)), tried).Candidates.Single(candidate => candidate.Action == ActionNames.AdjustResources);

        doubted.Score.ShouldBeGreaterThan(trusted.Score);
    }

    [Fact]
    public void A_record_that_cannot_be_read_holds_nothing_up_and_is_said()
    {
        var draft = Draft(TrackRecord.Empty, gap: "ConfigMap a/b (Forbidden: no)");

        draft.Decision.ShouldBe(PlanDecision.Act);
        draft.Gap.ShouldBe("How remedies went before could not be read: ConfigMap a/b (Forbidden: no). The plan rests on what is known without it.");
        draft.Plan!.Chance!.Told.ShouldEndWith("not read: ConfigMap a/b (Forbidden: no)");
    }

    [Fact]
    public void What_a_plan_teaches_is_about_its_first_action_its_cause_and_its_class()
    {
        var plan = Draft(TrackRecord.Empty).Plan!;

        Lesson.Of("host/cart-1/1", plan, helped: true).ShouldBe(new Lesson("host/cart-1/1", Key(ActionNames.RollBackRelease), CureChance.Likely, Helped: true));
        Lesson.Of("host/cart-1/1", plan with { Chance = null }, helped: true).ShouldBeNull();
    }

    private static RemedyKey Key(string action) => new(Cause.OutOfMemory, action, "Deployment");

    private static Remedy Remedy(string action, double chance) => new(action, Some.Cart.Target(), new Dictionary<string, string>(), "a test says so") { Chance = chance };

    private static PlanDraft Draft(TrackRecord record, TriedRemedy? tried = null, string gap = "") => Planner.Draft(
        new PlanRequest { Incident = Some.Incident(), Evidence = Some.Evidence(), Diagnosis = Diagnosis, Attempt = 1, Tried = tried is null ? [] : [tried] },
        new[] { Profile(ActionNames.RollBackRelease), Profile(ActionNames.AdjustResources) }.ToDictionary(profile => profile.Name),
        new LearnedChances(record, "Deployment", Some.Noon) { Gap = gap });

    private static ActionProfile Profile(string name) => new()
    {
        Name = name,
        Summary = name,
        Suits = [Cause.OutOfMemory],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };
}
