using Autocura.Diagnosis;
using Autocura.Support;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class KeptCriterionTests
{
    [Theory]
    [InlineData("another wrote it after", 5, "spec.template", MeasurementResult.Refuted)]
    [InlineData("in the same second, as the cluster keeps no less", 0, "spec.template", MeasurementResult.Refuted)]
    [InlineData("another wrote it before", -5, "spec.template", MeasurementResult.NotApplicable)]
    [InlineData("another wrote something else", 5, "spec.replicas", MeasurementResult.NotApplicable)]
    public void What_the_plan_wrote_is_still_the_plans(string clause, int seconds, string field, MeasurementResult expected) =>
        Measure(SomeRecovery.Request() with { ActedAt = Some.Noon.AddMilliseconds(400), Written = ["spec.template"] }, seconds, field).Result.ShouldBe(expected, clause);

    [Fact]
    public void It_says_who_wrote_what_and_when() =>
        Measure(SomeRecovery.Request() with { ActedAt = Some.Noon, Written = ["spec.template"] }, 5, "spec.template").Detail.ShouldBe("argocd-controller wrote spec.template at 12:00:05 (UTC), after the plan had");

    [Fact]
    public void Where_nothing_was_done_nothing_can_be_taken_back() =>
        Measure(SomeRecovery.Request() with { ActedAt = null, Written = ["spec.template"] }, 5, "spec.template").Result.ShouldBe(MeasurementResult.NotApplicable);

    private static Measurement Measure(MeasureRequest request, int seconds, string field) => new KeptCriterion().Measure(
        SomeRecovery.Seen() with { State = Some.State() with { Changes = [new ChangeView("argocd-controller", "Apply", Some.Noon.AddSeconds(seconds), [field])] } },
        request);
}
