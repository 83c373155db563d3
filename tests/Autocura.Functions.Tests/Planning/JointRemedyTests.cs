using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.Foresight;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning;

public sealed class JointRemedyTests
{
    private static readonly ObjectRef Quota = Some.Cart.Target() with { ApiVersion = "v1", Kind = "ResourceQuota", Name = "memory" };

    [Fact]
    public void Two_remedies_that_did_not_help_alone_are_tried_together()
    {
        var plan = Draft(Restored(0.95), QuotaRemoved(0.9)).Plan.ShouldNotBeNull();

        plan.Steps.Select(step => step.Action).ShouldBe([ActionNames.RollBackRelease, ActionNames.RemoveObject]);
        plan.IsJoint.ShouldBeTrue();
        plan.Cause.ShouldBe(Cause.CrashAfterRelease);
        plan.Risk.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_probability_is_that_of_both_against_that_of_either_whose_remedy_failed_by_chance()
    {
        double both = 0.95 * 0.9, first = 0.95 * 0.1 * 0.2, second = 0.05 * 0.9 * 0.4, neither = 0.05 * 0.1;

        Draft(Restored(0.95), QuotaRemoved(0.9)).Plan!.Probability.ShouldBe(both / (both + first + second + neither), 1e-12);
    }

    [Fact]
    public void What_the_diagnosis_proposes_by_now_counts_as_revisions_get_new_numbers()
    {
        var remedy = new Remedy(ActionNames.RollBackRelease, Some.Cart.Target(), new Dictionary<string, string> { ["toRevision"] = "4" }, "release 4 is what ran before") { Chance = 0.8 };
        var unlikely = new Hypothesis { Cause = Cause.CrashAfterRelease, Headline = "crashes", Probability = 0.1, Remedies = [remedy] };
        var request = Request(Restored(0.95), QuotaRemoved(0.9));

        var plan = Draft(request with { Diagnosis = request.Diagnosis with { Hypotheses = [.. request.Diagnosis.Hypotheses, unlikely] } }).Plan!;

        plan.Steps[0].Parameters["toRevision"].ShouldBe("4");
    }

    [Fact]
    public void Nothing_is_learned_of_a_plan_that_cannot_tell_which_remedy_cured() => Draft(Restored(0.95), QuotaRemoved(0.9)).Plan!.Chance.ShouldBeNull();

    [Fact]
    public void Two_that_were_hardly_believed_in_are_not_tried_together()
    {
        var draft = Draft(Restored(0.5), QuotaRemoved(0.5));

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldContain(candidate => candidate.Rejected == "that both causes are true has a probability of 38%, below 50%");
    }

    [Fact]
    public void An_administrator_may_ask_for_more_certainty() => Draft(Request(Restored(0.95), QuotaRemoved(0.9)) with { ConfidenceThreshold = 0.99 }).Decision.ShouldBe(PlanDecision.HandOver);

    [Theory]
    [MemberData(nameof(Apart))]
    public void What_says_nothing_of_two_faults_is_not_put_together(TriedRemedy first, TriedRemedy second) => Draft(first, second).Decision.ShouldBe(PlanDecision.HandOver);

    [Fact]
    public void What_did_not_help_together_twice_is_not_tried_again()
    {
        var together = Draft(Restored(0.95), QuotaRemoved(0.9)).Plan!.Tried("no recovery");

        var draft = Draft(Restored(0.95), QuotaRemoved(0.9), together, together);

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldContain(candidate => candidate.Rejected == "it was tried 2 times in this incident without effect");
    }

    public static TheoryData<TriedRemedy, TriedRemedy> Apart() => new()
    {
        { Restored(0.95), QuotaRemoved(0.9) with { WasCarriedOut = false } },
        { Restored(0.95), QuotaRemoved(0.9) with { Origin = "Runbook shop/cart 1" } },
        { Restored(0.95), QuotaRemoved(0.9) with { Steps = [] } },
        { Restored(0.95), QuotaRemoved(0.9) with { Cause = Cause.CrashAfterRelease } },
        { Restored(0.95), QuotaRemoved(0.9) with { Cause = Cause.Unknown } },
        { Restored(0.95), QuotaRemoved(0.9) with { Steps = [new PlanStep(ActionNames.RemoveObject, Some.Cart.Target(), new Dictionary<string, string>(), "it is in the way")] } },
    };

    private static PlanDraft Draft(params TriedRemedy[] tried) => Draft(Request(tried));

    private static PlanDraft Draft(PlanRequest request) => Planner.Draft(request, new Dictionary<string, ActionProfile>
    {
        [ActionNames.RollBackRelease] = Profile(ActionNames.RollBackRelease, Cause.CrashAfterRelease),
        [ActionNames.RemoveObject] = Profile(ActionNames.RemoveObject, Cause.QuotaExceeded),
    });

    private static PlanRequest Request(params TriedRemedy[] tried) => new()
    {
        Incident = Some.Incident(),
        Evidence = Some.Evidence(),
        Diagnosis = new RankedHypotheses { Reason = "as given", Hypotheses = [new Hypothesis { Cause = Cause.Unknown, Headline = "unknown", Probability = 1 }] },
        Attempt = tried.Length + 1,
        Foresight = new ForesightTerms { IsEnabled = false },
        Tried = tried,
    };

    private static TriedRemedy Restored(double probability) => Tried(Cause.CrashAfterRelease, ActionNames.RollBackRelease, Some.Cart.Target(), probability, 0.8);

    private static TriedRemedy QuotaRemoved(double probability) => Tried(Cause.QuotaExceeded, ActionNames.RemoveObject, Quota, probability, 0.6);

    private static TriedRemedy Tried(string cause, string action, ObjectRef target, double probability, double chance) => new(cause, action, target.ToString(), "no recovery")
    {
        Steps = [new PlanStep(action, target, new Dictionary<string, string>(), "a test says so")],
        Probability = probability,
        Chance = chance,
    };

    private static ActionProfile Profile(string name, string cause) => new()
    {
        Name = name,
        Summary = name,
        Suits = [cause],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(5),
        BlastRadius = BlastRadius.Workload,
    };
}
