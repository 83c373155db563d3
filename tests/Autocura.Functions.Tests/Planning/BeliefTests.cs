using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning;

public sealed class BeliefTests
{
    private static readonly Remedy Likely = new(ActionNames.ScaleWorkload, Some.Cart.Target(), new Dictionary<string, string> { ["replicas"] = "2" }, "a test says so");

    private static readonly RankedHypotheses Diagnosis = new()
    {
        Reason = "as given",
        Hypotheses =
        [
            new Hypothesis { Cause = Cause.ScaledToZero, Headline = "zero", Probability = 0.9, Remedies = [Likely] },
            new Hypothesis { Cause = Cause.Unknown, Headline = "unknown", Probability = 0.1 },
        ],
    };

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(1, 0.9 * 0.15 / ((0.9 * 0.15) + 0.1))]
    [InlineData(2, 0.9 * 0.15 * 0.15 / ((0.9 * 0.15 * 0.15) + 0.1))]
    public void A_cause_that_its_own_remedy_did_not_cure_is_believed_less(int failures, double expected) =>
        Of(Cause.ScaledToZero, Enumerable.Repeat(Tried("replicas=2"), failures)).ShouldBe(expected, 1e-12);

    [Fact]
    public void The_first_place_goes_to_what_is_believed_most_by_then() =>
        Belief.After(Diagnosis, [Tried("replicas=2"), Tried("replicas=2")], LearnedChances.None)[0].Hypothesis.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_refused_remedy_says_nothing() => Of(Cause.ScaledToZero, [Tried("replicas=2") with { WasCarriedOut = false }]).ShouldBe(0.9, 1e-12);

    [Fact]
    public void A_remedy_of_another_cause_says_nothing() => Of(Cause.ScaledToZero, [Tried("") with { Cause = Cause.BadImage }]).ShouldBe(0.9, 1e-12);

    [Fact]
    public void A_remedy_that_is_no_longer_proposed_had_a_fair_chance() => Of(Cause.ScaledToZero, [Tried("replicas=7")]).ShouldBe(0.45 / 0.55, 1e-12);

    private static double Of(string cause, IEnumerable<TriedRemedy> tried) => Belief.After(Diagnosis, [.. tried], LearnedChances.None).Single(belief => belief.Hypothesis.Cause == cause).Probability;

    private static TriedRemedy Tried(string parameters) => new(Cause.ScaledToZero, ActionNames.ScaleWorkload, Some.Cart.Target().ToString(), "no recovery") { Parameters = parameters };
}
