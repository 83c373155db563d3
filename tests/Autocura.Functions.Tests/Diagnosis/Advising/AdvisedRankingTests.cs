using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Functions.Tests.Planning.Advising;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Advising;

public sealed class AdvisedRankingTests
{
    [Theory]
    [InlineData(0.5, 1, 2)]
    [InlineData(0.5, 0.5, 1.4142)]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.4, 1, 1.3333)]
    [InlineData(0.3333, 1, 1)]
    [InlineData(0.1, 1, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0.75, 1, 6)]
    [InlineData(0.99, 1, 6)]
    [InlineData(1, 1, 6)]
    [InlineData(1, 7, 6)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(0.9, double.NaN, 1)]
    public void The_weight_of_a_word_begins_small_and_is_bounded(double trust, double confidence, double times) => Math.Exp(AdviceWeight.Of(trust, confidence)).ShouldBe(times, 1e-3);

    [Fact]
    public void A_cause_that_the_rules_see_too_is_lifted_by_the_weight()
    {
        var ranked = SomeAdvice.Ranked((Cause.Unknown, 0.5), (Cause.BadImage, 0.5)).With(SomeAdvice.Naming(Cause.BadImage, confidence: 1));

        ranked.Hypotheses.Select(one => (one.Cause, Math.Round(one.Probability, 4))).ShouldBe([(Cause.BadImage, 0.6667), (Cause.Unknown, 0.3333)]);
        ranked.Top.Clues.ShouldHaveSingleItem().Text.ShouldBe("OPENAI test-1 names it, 100% sure of itself (not seen right or wrong yet)");
        ranked.Reason.ShouldStartWith("BadImage (66.7%) outranks Unknown (33.3%)");
    }

    [Fact]
    public void A_cause_that_no_rule_sees_is_as_probable_as_its_prior_and_the_word_make_it()
    {
        var ranked = SomeAdvice.Unknown().With(SomeAdvice.Naming(Cause.MemoryLeak, confidence: 1));

        var odds = PriorShare.Of(Cause.MemoryLeak) / PriorShare.Of(Cause.Unknown) * 2;
        ranked.Hypotheses.Select(one => one.Cause).ShouldBe([Cause.Unknown, Cause.MemoryLeak]);
        ranked.Hypotheses[1].Probability.ShouldBe(odds / (1 + odds), 1e-9);
        ranked.Hypotheses[1].Headline.ShouldBe("OPENAI test-1 takes MemoryLeak at Deployment shop/cart for the cause; no rule sees it.");
        ranked.Hypotheses[1].Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_rules_alone_say_can_be_had_again_to_the_letter()
    {
        var byRules = SomeAdvice.Ranked((Cause.BadImage, 0.5), (Cause.Unknown, 0.3), (Cause.OutOfMemory, 0.2));
        var advice = SomeAdvice.Naming(Cause.OutOfMemory, confidence: 1, trust: 0.9) with { Causes = [.. SomeAdvice.Naming(Cause.OutOfMemory).Causes, .. SomeAdvice.Naming(Cause.MemoryLeak).Causes] };

        var advised = byRules.With(advice);

        advised.Top.Cause.ShouldBe(Cause.OutOfMemory);
        advised.Hypotheses.Sum(one => one.Probability).ShouldBe(1, 1e-9);
        JsonSerializer.Serialize(advised.Unaided()).ShouldBe(JsonSerializer.Serialize(byRules));
        JsonSerializer.Serialize(JsonSerializer.Deserialize<RankedHypotheses>(JsonSerializer.Serialize(advised))!.Unaided()).ShouldBe(JsonSerializer.Serialize(byRules));
    }

    [Theory]
    [InlineData(AdviceResult.Refused)]
    [InlineData(AdviceResult.Unavailable)]
    public void What_was_not_answered_weighs_nothing_and_is_told(AdviceResult result)
    {
        var byRules = SomeAdvice.Ranked((Cause.BadImage, 0.5), (Cause.Unknown, 0.5));

        var advised = byRules.With(SomeAdvice.Naming(Cause.BadImage) with { Result = result });

        JsonSerializer.Serialize(advised with { Advice = null }).ShouldBe(JsonSerializer.Serialize(byRules));
        advised.Advice!.Result.ShouldBe(result);
    }

    [Fact]
    public void Without_advice_a_ranking_is_written_as_ever() =>
        JsonSerializer.Serialize(SomeAdvice.Unknown()).ShouldNotContain("Advice");

    [Fact]
    public void What_evidence_names_is_the_workload_its_parts_and_what_rules_blame()
    {
        var blamed = new Autocura.Incidents.ObjectRef("v1", "ConfigMap", "shop", "settings");
        var elsewhere = new Autocura.Incidents.ObjectRef("v1", "ConfigMap", "shop", "other") { Cluster = "another" };
        var byRules = new RankedHypotheses { Hypotheses = [new Hypothesis { Cause = Cause.ConfigurationChanged, Culprit = blamed, Headline = "", Clues = [new Clue("", 1) { SeenOn = elsewhere }] }], Reason = "" };

        EvidenceObjects.Of(Some.Evidence(), byRules).Select(found => $"{found}")
            .ShouldBe(["Deployment shop/cart", "Pod shop/cart-2-a", "Pod shop/cart-2-b", "Service shop/cart", "Node node-1", "ConfigMap shop/settings"]);
    }
}
