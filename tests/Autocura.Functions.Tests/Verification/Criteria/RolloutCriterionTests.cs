using Autocura.Support;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class RolloutCriterionTests
{
    [Theory]
    [InlineData("settled", 2, 2, 2, 2, MeasurementResult.Good)]
    [InlineData("one not yet up to date", 2, 1, 2, 2, MeasurementResult.Bad)]
    [InlineData("an old pod is left", 2, 2, 2, 3, MeasurementResult.Bad)]
    [InlineData("fewer available than before", 2, 2, 1, 2, MeasurementResult.Worse)]
    [InlineData("fewer wanted than before", 1, 1, 1, 1, MeasurementResult.Good)]
    [InlineData("fewer wanted, and not all of them there", 1, 0, 0, 1, MeasurementResult.Worse)]
    public void A_workload_must_run_as_declared(string clause, int wanted, int updated, int available, int all, MeasurementResult expected)
    {
        var state = Some.State() with { Replicas = wanted, UpdatedReplicas = updated, ReadyReplicas = available, AvailableReplicas = available, PodsOfAllReleases = all };

        Measure(SomeRecovery.Seen() with { State = state }).Result.ShouldBe(expected, clause);
    }

    [Fact]
    public void A_change_the_cluster_has_not_seen_yet_is_not_settled() =>
        Measure(SomeRecovery.Seen() with { State = Some.State() with { Generation = 3 } }).Result.ShouldBe(MeasurementResult.Bad);

    [Fact]
    public void A_workload_that_is_gone_is_worse() => Measure(SomeRecovery.Seen() with { State = null }).Result.ShouldBe(MeasurementResult.Worse);

    [Fact]
    public void A_workload_that_could_not_be_read_is_not_gone() =>
        Measure(SomeRecovery.Seen() with { State = null, Gaps = ["workload: Forbidden"] }).Result.ShouldBe(MeasurementResult.Unmeasurable);

    private static Measurement Measure(RecoveryObservation seen) => new RolloutCriterion().Measure(seen, SomeRecovery.Request());
}
