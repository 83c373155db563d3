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

    [Theory]
    [InlineData(299, MeasurementResult.Inconclusive)]
    [InlineData(300, MeasurementResult.Bad)]
    public void An_alert_on_a_counter_says_nothing_while_its_range_still_holds_what_was_before_the_remedy(int seconds, MeasurementResult expected)
    {
        var alert = new AlertReading("TooManyErrors", AlertState.Firing, "") { Reach = TimeSpan.FromMinutes(5) };
        var measured = new AlertCriterion().Measure(
            SomeRecovery.Seen() with { At = Some.Noon.AddSeconds(seconds), Alerts = [alert] }, SomeRecovery.Request() with { ActedAt = Some.Noon });

        measured.Result.ShouldBe(expected);
        measured.NotBefore.ShouldBe(expected == MeasurementResult.Inconclusive ? Some.Noon.AddMinutes(5) : null);
    }

    [Fact]
    public void One_alert_that_can_be_told_is_enough_to_say_bad() => new AlertCriterion()
        .Measure(
            SomeRecovery.Seen() with { At = Some.Noon.AddSeconds(10), Alerts = [new AlertReading("A", AlertState.Firing, "") { Reach = TimeSpan.FromHours(1) }, new AlertReading("B", AlertState.Firing, "")] },
            SomeRecovery.Request() with { ActedAt = Some.Noon })
        .Result.ShouldBe(MeasurementResult.Bad);

    [Fact]
    public void Where_nothing_was_done_an_alert_that_fires_is_bad_news_at_once() => Measure(new AlertReading("A", AlertState.Firing, "") { Reach = TimeSpan.FromHours(1) })
        .Result.ShouldBe(MeasurementResult.Bad);

    private static Measurement Measure(params AlertReading[] alerts) =>
        new AlertCriterion().Measure(SomeRecovery.Seen() with { Alerts = alerts }, SomeRecovery.Request());
}
