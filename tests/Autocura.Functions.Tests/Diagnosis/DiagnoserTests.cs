using Autocura.Diagnosis;
using Autocura.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class DiagnoserTests
{
    // Weights far beyond any rule's, so that exp would overflow if it were taken carelessly.
    private static readonly Gen<Rule[]> Rules =
        from count in Gen.Choose(1, 8)
        from weights in Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(-9000, 9000).Select(thousandths => thousandths / 10.0)), count)
        from priors in Gen.ArrayOf(Gen.Choose(1, 99).Select(percent => percent / 100.0), count)
        select weights.Select((clues, index) => new Rule($"Cause{index}", priors[index], clues)).ToArray();

    [Fact]
    public void Probabilities_add_up_to_one_whatever_the_clues() => Check(rules =>
    {
        var ranked = new Diagnoser(rules).Diagnose(Some.Evidence());
        return Math.Abs(ranked.Hypotheses.Sum(hypothesis => hypothesis.Probability) - 1) < 1e-9
            && ranked.Hypotheses.All(hypothesis => hypothesis.Probability is >= 0 and <= 1);
    });

    [Fact]
    public void The_order_of_registration_changes_nothing() => Check(rules =>
        Line(new Diagnoser(rules).Diagnose(Some.Evidence())) == Line(new Diagnoser([.. rules.Reverse()]).Diagnose(Some.Evidence())));

    [Fact]
    public void Hypotheses_come_most_probable_first() => Check(rules =>
    {
        var probabilities = new Diagnoser(rules).Diagnose(Some.Evidence()).Hypotheses.Select(hypothesis => hypothesis.Probability).ToList();
        return probabilities.SequenceEqual(probabilities.OrderDescending());
    });

    [Fact]
    public void A_clue_for_a_cause_never_makes_it_less_probable() => Check(rules =>
    {
        var more = rules.Select((rule, index) => index == 0 ? rule with { Weights = [.. rule.Weights, 1.5] } : rule).ToArray();
        return Probability(more) >= Probability(rules) - 1e-12;
    });

    [Fact]
    public void Equal_causes_are_ordered_by_name() => new Diagnoser([new Rule("B", 0.5, [1]), new Rule("A", 0.5, [1])])
        .Diagnose(Some.Evidence()).Hypotheses.Select(hypothesis => hypothesis.Cause).ShouldBe(["A", "B"]);

    [Fact]
    public void Odds_follow_from_prior_and_likelihood_and_are_sharpened_by_one_power()
    {
        var ranked = new Diagnoser([new Rule("Seen", 0.1, [Math.Log(18)]), new Rule("Unseen", 0.9, [])]).Diagnose(Some.Evidence());

        (ranked.ProbabilityOf("Seen") / ranked.ProbabilityOf("Unseen")).ShouldBe(Math.Pow(2, 1.5), 1e-9);
    }

    [Fact]
    public void It_says_in_words_why_the_first_outranks_the_second() => Faulty.BadImage().Diagnose().Reason
        .ShouldBe("BadImage (100.0%) outranks Unknown (0.0%): 1 of 3 pods wait with ImagePullBackOff (300 times as likely); "
            + "release 3 changed the image of app: shop/cart:2 -> shop/cart:3 (20 times as likely).");

    [Fact]
    public void Two_rules_for_one_cause_are_refused_by_name() =>
        Should.Throw<InvalidOperationException>(() => new Diagnoser([new Rule("A", 0.5, []), new Rule("A", 0.5, [])])).Message.ShouldContain("the cause A");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_prior_that_is_no_share_is_refused(double prior) =>
        Should.Throw<InvalidOperationException>(() => new Diagnoser([new Rule("A", prior, [])])).Message.ShouldContain("between 0 and 1");

    [Fact]
    public void The_priors_of_the_rules_add_up_to_one() =>
        PriorShare.Causes.Sum(PriorShare.Of).ShouldBe(1, 1e-12);

    private static void Check(Func<Rule[], bool> property) =>
        FsCheck.Fluent.Prop.ForAll(Rules.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithReplay(20300115, 297121, 100));

    private static double Probability(Rule[] rules) => new Diagnoser(rules).Diagnose(Some.Evidence()).ProbabilityOf("Cause0");

    private static string Line(RankedHypotheses ranked) => string.Join(' ', ranked.Hypotheses.Select(hypothesis => $"{hypothesis.Cause}={hypothesis.Probability:R}"));

    private sealed record Rule(string Cause, double Prior, double[] Weights) : IDiagnosisRule
    {
        public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        [
            new()
            {
                Cause = Cause,
                Headline = Cause,
                Clues = [.. Weights.Select((weight, index) => new Clue($"clue {index}", weight))],
            },
        ];
    }
}
