using Autocura.Diagnosis;
using Autocura.Support;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class RestartsCriterionTests
{
    [Theory]
    [InlineData(59, MeasurementResult.Bad)]
    [InlineData(60, MeasurementResult.Good)]
    public void A_container_that_ended_within_the_window_is_not_well_though_it_runs(int secondsAgo, MeasurementResult expected)
    {
        var between = new ContainerStateView { Name = "app", Ready = true, Restarts = 4, LastEnd = "Error", LastEndAt = Some.Noon.AddSeconds(-secondsAgo) };

        Measure(SomeRecovery.Seen() with { Pods = [Some.Pod("cart-2-a") with { Containers = [between] }] }).Result.ShouldBe(expected);
    }

    [Fact]
    public void Pods_that_never_ended_are_well() => Measure(SomeRecovery.Seen()).Result.ShouldBe(MeasurementResult.Good);

    [Fact]
    public void Pods_that_could_not_be_read_are_not_taken_for_well() =>
        Measure(SomeRecovery.Seen() with { Pods = [], Gaps = ["pods: Forbidden"] }).Result.ShouldBe(MeasurementResult.Unmeasurable);

    private static Measurement Measure(RecoveryObservation seen) => new RestartsCriterion().Measure(seen, SomeRecovery.Request());
}
