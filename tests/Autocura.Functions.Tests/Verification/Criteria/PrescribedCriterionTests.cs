using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class PrescribedCriterionTests
{
    private static readonly SuccessCriterion Cpu = new("cpu", Autocura.Policies.Comparison.LessThan, 80, TimeSpan.FromSeconds(30));
    private static readonly SuccessCriterion Latency = new("latency", Autocura.Policies.Comparison.LessThan, 100, TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData("all hold", true, true, MeasurementResult.Good)]
    [InlineData("one does not", true, false, MeasurementResult.Bad)]
    [InlineData("one cannot be measured", true, null, MeasurementResult.Unmeasurable)]
    [InlineData("one is broken, and the other unknown", null, false, MeasurementResult.Bad)]
    public void Everything_that_was_prescribed_must_hold(string clause, bool? first, bool? second, MeasurementResult expected) =>
        Measure([Cpu, Latency], new CriterionReading("cpu < 80", first, "70"), new CriterionReading("latency < 100", second, "90")).Result.ShouldBe(expected, clause);

    [Fact]
    public void A_criterion_that_was_not_measured_at_all_is_not_held() => Measure([Cpu, Latency], new CriterionReading("cpu < 80", true, "70")).Result.ShouldBe(MeasurementResult.Unmeasurable);

    [Fact]
    public void Where_nothing_was_prescribed_it_has_no_say() => Measure([]).Result.ShouldBe(MeasurementResult.NotApplicable);

    [Fact]
    public void What_is_to_hold_for_long_is_measured_for_long()
    {
        var plan = Plan([Cpu with { Duration = TimeSpan.FromMinutes(10) }]);

        var terms = RecoveryTerms.Of(default, new() { Mode = Autocura.Incidents.OperatingMode.Auto }, plan, TimeSpan.FromMinutes(1));

        (terms.HoldFor, terms.Deadline).ShouldBe((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(19)));
    }

    private static Measurement Measure(IReadOnlyList<SuccessCriterion> criteria, params CriterionReading[] readings) =>
        new PrescribedCriterion().Measure(SomeRecovery.Seen() with { Prescribed = readings }, SomeRecovery.Request() with { Plan = Plan(criteria) });

    private static RemediationPlan Plan(IReadOnlyList<SuccessCriterion> criteria) => SomePlan.UnderReview().Plan with
    {
        Origin = new PlanOrigin(PrescriptionSource.HealingPolicy, new("autocura.cognitiva.io/v1", "HealingPolicy", "shop", "cart"), "1") { Criteria = criteria },
    };
}
