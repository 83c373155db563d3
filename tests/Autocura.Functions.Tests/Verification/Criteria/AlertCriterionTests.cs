using Autocura.Support;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class AlertCriterionTests
{
    [Theory]
    [InlineData(AlertState.Clear, MeasurementResult.Good)]
    [InlineData(AlertState.Firing, MeasurementResult.Bad)]
    [InlineData(AlertState.Pending, MeasurementResult.Bad)]
    [InlineData(AlertState.Unmeasurable, MeasurementResult.Unmeasurable)]
    public void Only_an_alert_that_is_known_to_be_clear_is_clear(AlertState state, MeasurementResult expected) =>
        Measure(new AlertReading("A", state, "so it is said")).Result.ShouldBe(expected);

    [Fact]
    public void One_that_fires_weighs_more_than_one_that_cannot_be_asked_about() =>
        Measure(new AlertReading("A", AlertState.Unmeasurable, ""), new AlertReading("B", AlertState.Firing, "")).Result.ShouldBe(MeasurementResult.Bad);

    [Fact]
    public void An_alert_that_was_not_asked_about_is_not_clear() => Measure().Result.ShouldBe(MeasurementResult.Unmeasurable);

    [Fact]
    public void An_alert_reported_resolved_need_not_be_asked_about() => new AlertCriterion()
        .Measure(SomeRecovery.Seen() with { Alerts = [] }, SomeRecovery.Request() with { Unresolved = [] }).Result.ShouldBe(MeasurementResult.Good);

    private static Measurement Measure(params AlertReading[] alerts) =>
        new AlertCriterion().Measure(SomeRecovery.Seen() with { Alerts = alerts }, SomeRecovery.Request());
}
