using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class ErrorRatioCriterionTests
{
    [Theory]
    [InlineData("no errors", 0.0, 10.0, null, 0.5, MeasurementResult.Good)]
    [InlineData("one percent is allowed", 0.01, 10.0, null, 0.5, MeasurementResult.Good)]
    [InlineData("a little more is not", 0.011, 10.0, null, 0.5, MeasurementResult.Bad)]
    [InlineData("a service that usually fails twice in a hundred", 0.03, 10.0, 0.02, 0.5, MeasurementResult.Good)]
    [InlineData("a service that always failed was never well", 0.06, 10.0, 0.5, 0.5, MeasurementResult.Bad)]
    [InlineData("bad, though better than before", 0.4, 10.0, null, 0.5, MeasurementResult.Bad)]
    [InlineData("surely worse than before", 0.7, 10.0, null, 0.5, MeasurementResult.Worse)]
    [InlineData("worse, but not surely", 0.56, 10.0, null, 0.5, MeasurementResult.Bad)]
    [InlineData("all of few requests fail", 1.0, 0.05, null, 0.5, MeasurementResult.Bad)]
    [InlineData("worse than nothing known is not worse", 1.0, 10.0, null, null, MeasurementResult.Bad)]
    public void The_share_of_failures_decides(string clause, double ratio, double perSecond, double? usual, double? before, MeasurementResult expected)
    {
        var seen = SomeRecovery.Seen() with { Traffic = new TrafficReading(TrafficState.Measured, "measured", ratio, perSecond, usual) };
        var request = SomeRecovery.Request() with { Baseline = new RecoveryBaseline(2, before) };

        new ErrorRatioCriterion().Measure(seen, request).Result.ShouldBe(expected, clause);
    }

    [Theory]
    [InlineData("as many fail as before", 0.5, 200, 100, MeasurementResult.Refuted)]
    [InlineData("too few to tell", 0.5, 4, 2, MeasurementResult.Bad)]
    [InlineData("those since the remedy are good, the window still holds others", 0.5, 200, 0, MeasurementResult.Bad)]
    [InlineData("the trouble hardly stood out from what is allowed", 0.04, 100_000, 4_000, MeasurementResult.Bad)]
    public void Requests_since_the_remedy_took_effect_may_refute_it(string clause, double before, double all, double failed, MeasurementResult expected)
    {
        var traffic = new TrafficReading(TrafficState.Measured, "measured", before, 10, 0) { SinceSettled = new RequestCount(all, failed) };

        new ErrorRatioCriterion().Measure(SomeRecovery.Seen() with { Traffic = traffic }, SomeRecovery.Request() with { Baseline = new RecoveryBaseline(2, before) }).Result.ShouldBe(expected, clause);
    }

    [Theory]
    [InlineData(TrafficState.NoRequests, 0.5, MeasurementResult.Inconclusive)]
    [InlineData(TrafficState.NoRequests, null, MeasurementResult.NotApplicable)]
    [InlineData(TrafficState.Unmeasurable, 0.5, MeasurementResult.Unmeasurable)]
    [InlineData(TrafficState.NotApplicable, 0.5, MeasurementResult.NotApplicable)]
    public void Without_numbers_it_never_says_good(TrafficState state, double? before, MeasurementResult expected) => new ErrorRatioCriterion()
        .Measure(SomeRecovery.Seen() with { Traffic = new TrafficReading(state, "none") }, SomeRecovery.Request() with { Baseline = new RecoveryBaseline(2, before) })
        .Result.ShouldBe(expected);
}
