using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class LatencyCriterionTests
{
    private static readonly double[] Usual = [.. Enumerable.Range(0, 60).Select(index => 0.2 + (index % 7 / 100.0))];

    [Theory]
    [InlineData("as fast as before", new[] { 0.21, 0.24, 0.2, 0.23 }, MeasurementResult.Good)]
    [InlineData("faster", new[] { 0.05, 0.05, 0.06, 0.05 }, MeasurementResult.Good)]
    [InlineData("a little slower is not noticed", new[] { 0.28, 0.3, 0.29, 0.31 }, MeasurementResult.Good)]
    [InlineData("four times as slow", new[] { 0.8, 0.9, 0.85, 0.8 }, MeasurementResult.Bad)]
    [InlineData("one slow span is no sign", new[] { 0.21, 2.0, 0.2, 0.23 }, MeasurementResult.Good)]
    public void Slow_is_what_is_surely_slower_than_usual(string clause, double[] now, MeasurementResult expected) =>
        Measure(new LatencyReading { Usual = Usual, Now = now }).Result.ShouldBe(expected, clause);

    [Fact]
    public void What_nobody_waits_for_is_not_slow() =>
        Measure(new LatencyReading { Usual = [.. Usual.Select(value => value / 50)], Now = [0.05, 0.05, 0.06, 0.05] }).Result.ShouldBe(MeasurementResult.Good);

    [Fact]
    public void Without_requests_or_a_past_it_has_no_say()
    {
        Measure(new LatencyReading { Usual = Usual }).Result.ShouldBe(MeasurementResult.NotApplicable);
        Measure(new LatencyReading { Now = [1, 1, 1, 1] }).Result.ShouldBe(MeasurementResult.NotApplicable);
    }

    [Fact]
    public void A_source_that_does_not_answer_is_no_good_news() => Measure(new LatencyReading { Refusal = "Prometheus did not answer." }).Result.ShouldBe(MeasurementResult.Unmeasurable);

    private static Measurement Measure(LatencyReading latency) => new LatencyCriterion().Measure(SomeRecovery.Seen() with { Latency = latency }, SomeRecovery.Request());
}
