using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Planning;
using Autocura.Planning.Advising;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Advising;

public sealed class AdvisedDraftTests
{
    [Fact]
    public void Without_advice_the_draft_is_the_planners_to_the_letter()
    {
        var diagnosis = SomeAdvice.Ranked((Cause.BadImage, 0.9), (Cause.Unknown, 0.1));

        Text(Draft(diagnosis)).ShouldBe(Text(Planner.Draft(Request(diagnosis), SomeAdvice.Profiles)));
        Text(Draft(diagnosis)).ShouldNotContain("Advice");
    }

    [Theory]
    [InlineData(Cause.MemoryLeak)]
    [InlineData(Cause.BadImage)]
    public void Where_the_rules_lead_to_a_plan_a_model_changes_nothing_of_it(string named)
    {
        var diagnosis = SomeAdvice.Ranked((Cause.BadImage, 0.55), (Cause.Unknown, 0.45));

        var plan = Draft(diagnosis.With(SomeAdvice.Naming(named, ActionNames.RestartWorkload, 1, 0.99))).Plan!;

        plan.Advice.ShouldBe(new PlanAdvice("OPENAI test-1", AdviserKey.Of("OPENAI", "test-1"), Agrees: named == Cause.BadImage, IsAlone: false));
        Text(plan with { Advice = null }).ShouldBe(Text(Draft(diagnosis).Plan!));
    }

    [Fact]
    public void Where_the_rules_see_nothing_wrong_a_model_changes_nothing()
    {
        var diagnosis = SomeAdvice.Ranked((Cause.NothingWrong, 0.6), (Cause.Unknown, 0.4));

        Draft(diagnosis.With(SomeAdvice.Naming(Cause.MemoryLeak, ActionNames.RestartWorkload, 1, 0.99))).Decision.ShouldBe(PlanDecision.WaitAndSee);
    }

    [Fact]
    public void A_cause_that_a_models_word_lifts_above_one_half_makes_a_plan_that_rests_on_it_alone()
    {
        var diagnosis = SomeAdvice.Ranked((Cause.Unknown, 0.58), (Cause.BadImage, 0.42));
        Draft(diagnosis).Decision.ShouldBe(PlanDecision.HandOver);

        var plan = Draft(diagnosis.With(SomeAdvice.Naming(Cause.BadImage))).Plan!;

        (plan.Remedy.Action, plan.Cause, plan.Advice!.IsAlone, plan.Advice.Agrees).ShouldBe((ActionNames.RollBackRelease, Cause.BadImage, true, true));
        plan.Steps[0].Parameters[ActionParameters.ToRevision].ShouldBe("1");
    }

    [Fact]
    public void A_proposal_is_planned_where_nothing_else_is_left_and_teaches_nothing_of_remedies()
    {
        var draft = Draft(SomeAdvice.Unknown().With(SomeAdvice.Naming(Cause.MemoryLeak, ActionNames.RestartWorkload)));

        var plan = draft.Plan!;
        (plan.Remedy.Action, plan.Cause, plan.Advice!.IsAlone, plan.Chance).ShouldBe((ActionNames.RestartWorkload, Cause.MemoryLeak, true, null));
        plan.Probability.ShouldBe(0.45, 1e-9);
        draft.Reason.ShouldContain("OPENAI test-1 proposes RestartWorkload for MemoryLeak (not seen right or wrong yet)");
    }

    [Theory]
    [InlineData(0.9, 0.2)]
    [InlineData(0.3, 0.5)]
    public void A_model_that_is_seldom_right_or_not_sure_is_not_followed(double confidence, double trust) =>
        Draft(SomeAdvice.Unknown().With(SomeAdvice.Naming(Cause.MemoryLeak, ActionNames.RestartWorkload, confidence, trust))).Decision.ShouldBe(PlanDecision.HandOver);

    [Fact]
    public void What_was_tried_in_the_incident_is_not_tried_again_on_a_models_word()
    {
        var diagnosis = SomeAdvice.Unknown().With(SomeAdvice.Naming(Cause.MemoryLeak, ActionNames.RestartWorkload));
        var tried = new TriedRemedy(Cause.MemoryLeak, ActionNames.RestartWorkload, $"{Some.Cart.Target()}", "no recovery");

        var draft = AdvisedDraft.Draft(Request(diagnosis) with { Tried = [tried] }, SomeAdvice.Profiles);

        draft.Decision.ShouldBe(PlanDecision.HandOver);
        draft.Candidates.ShouldContain(candidate => candidate.Rejected == "it was tried in this incident, on a model's word");
    }

    [Fact]
    public void An_action_that_does_not_suit_its_cause_is_not_planned() =>
        Draft(SomeAdvice.Unknown().With(SomeAdvice.Naming(Cause.MemoryLeak, ActionNames.RollBackRelease))).Decision.ShouldBe(PlanDecision.HandOver);

    [Theory]
    [InlineData(Cause.BadImage, true, true)]
    [InlineData(Cause.BadImage, false, false)]
    [InlineData(Cause.MemoryLeak, true, false)]
    public void What_was_measured_says_whether_it_was_right(string named, bool helped, bool right)
    {
        var plan = Draft(SomeAdvice.Ranked((Cause.BadImage, 0.9), (Cause.Unknown, 0.1)).With(SomeAdvice.Naming(named))).Plan!;

        var lesson = AdviceLesson.Of("autocura/cart-1/1", plan, helped)!;

        ($"{lesson.Key}", lesson.Helped, lesson.Prior).ShouldBe(("LanguageModel.OPENAI.test-1", right, 0.5));
    }

    [Fact]
    public void That_another_cures_remedy_failed_says_nothing_of_it()
    {
        var plan = Draft(SomeAdvice.Ranked((Cause.BadImage, 0.9), (Cause.Unknown, 0.1)).With(SomeAdvice.Naming(Cause.MemoryLeak))).Plan!;

        AdviceLesson.Of("autocura/cart-1/1", plan, helped: false).ShouldBeNull();
        AdviceLesson.Of("autocura/cart-1/1", plan with { Advice = null }, helped: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("OPENAI", "gpt-4.1-mini", "LanguageModel.OPENAI.gpt-4-1-mini")]
    [InlineData("OLLAMA", "llama3.1:8b/x", "LanguageModel.OLLAMA.llama3-1-8b-x")]
    [InlineData("OLLAMA", "", "LanguageModel.OLLAMA.default")]
    public void A_models_record_has_a_key_that_a_ConfigMap_takes(string provider, string model, string key) => $"{AdviserKey.Of(provider, model)}".ShouldBe(key);

    private static PlanRequest Request(RankedHypotheses diagnosis) => new() { Incident = Some.Incident(), Evidence = Faulty.BadImage(), Diagnosis = diagnosis, Attempt = 1 };

    private static PlanDraft Draft(RankedHypotheses diagnosis) => AdvisedDraft.Draft(Request(diagnosis), SomeAdvice.Profiles);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
