using Autocura.Diagnosis;
using Autocura.Planning.Foresight;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Foresight;

public sealed class WorkloadModelTests
{
    [Fact]
    public void Start_times_are_those_of_its_own_pods()
    {
        var model = WorkloadModel.Of(With(20, 30, 40, 25, 35));

        model.StartMedian.ShouldBe(30, 0.001);
        model.StartSpread.ShouldBeInRange(0.1, 0.5);
    }

    [Fact]
    public void Pods_that_became_ready_again_hours_later_tell_nothing_of_a_start() =>
        WorkloadModel.Of(With(7200, 9000)).StartMedian.ShouldBe(WorkloadModel.Of(With()).StartMedian);

    [Fact]
    public void Two_pods_tell_how_long_a_start_takes_but_not_how_sure_that_is() => WorkloadModel.Of(With(30, 30)).StartSpread.ShouldBe(0.6);

    [Fact]
    public void Where_pods_find_no_place_there_is_none_for_surplus_ones()
    {
        var evidence = With(20);
        var crowded = evidence with
        {
            State = evidence.State! with { Rollout = new RolloutView(2, 1) },
            Pods = [.. evidence.Pods, evidence.Pods[0] with { Name = "waits", ReadySince = null, Unschedulable = "0/3 nodes are available: 3 Insufficient cpu." }],
        };

        WorkloadModel.Of(crowded).Surge.ShouldBe(0);
        WorkloadModel.Of(crowded with { Pods = evidence.Pods }).Surge.ShouldBe(2);
    }

    [Theory]
    [InlineData(0.4, 4, 4, 0.4)]
    [InlineData(null, 4, 1, 0.75)]
    [InlineData(null, 4, 4, 0.1)]
    [InlineData(0.01, 4, 4, 0.1)]
    [InlineData(null, 0, 0, 1)]
    public void Users_lose_what_fails_or_what_is_missing(double? errors, int replicas, int ready, double expected)
    {
        var evidence = With(20) with { ErrorRatio = errors };

        WorkloadModel.Of(evidence with { State = evidence.State! with { Replicas = replicas, ReadyReplicas = ready } }).Losing.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void A_workload_that_does_not_exist_has_a_model_too() => WorkloadModel.Of(With() with { State = null }).Replicas.ShouldBe(0);

    private static Evidence With(params int[] startSeconds)
    {
        var evidence = Some.Evidence();
        return evidence with
        {
            Pods = [.. startSeconds.Select((seconds, index) => evidence.Pods[0] with { Name = $"pod-{index}", CreatedAt = Some.Noon, ReadySince = Some.Noon.AddSeconds(seconds) })],
        };
    }
}
