using Autocura.Embedded.Cluster.Controllers.Deployments;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Deployments;

public sealed class ProportionalScalingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_documented_example_of_a_stuck_rollout_scaled_from_ten_to_fifteen() => ProportionalScaling
        .Resize(new RollingLimits(15, 3, 2), [Set("old", 8, 0, 13), Set("new", 5, 1, 13)])
        .ShouldBe([new Resize("old", 11), new Resize("new", 7)], ignoreOrder: true);

    [Fact]
    public void What_rounding_leaves_over_goes_to_the_biggest() => ProportionalScaling
        .Resize(new RollingLimits(6, 0, 0), [Set("a", 3, 0, 5), Set("b", 2, 1, 5)])
        .ShouldBe([new Resize("a", 4), new Resize("b", 2)], ignoreOrder: true);

    [Fact]
    public void Of_two_equals_the_newer_grows_first() => ProportionalScaling
        .Resize(new RollingLimits(3, 0, 0), [Set("old", 1, 0, 2), Set("new", 1, 1, 2)])
        .ShouldBe([new Resize("old", 1), new Resize("new", 2)], ignoreOrder: true);

    [Fact]
    public void Of_two_equals_the_older_shrinks_first() => ProportionalScaling
        .Resize(new RollingLimits(3, 0, 0), [Set("old", 2, 0, 4), Set("new", 2, 1, 4)])
        .ShouldBe([new Resize("old", 1), new Resize("new", 2)], ignoreOrder: true);

    [Fact]
    public void Scaling_to_nothing_takes_everything() => ProportionalScaling
        .Resize(new RollingLimits(0, 0, 0), [Set("old", 5, 0, 8), Set("new", 3, 1, 8)])
        .ShouldBe([new Resize("old", 0), new Resize("new", 0)], ignoreOrder: true);

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(101)]
    public void The_sum_is_always_what_the_surge_allows(int desired)
    {
        var limits = RollingLimits.Of(null, null, desired);

        ProportionalScaling.Resize(limits, [Set("a", 6, 0, 13), Set("b", 4, 1, 13), Set("c", 3, 2, 13)]).Sum(resize => resize.Replicas).ShouldBe(limits.MostPods);
    }

    private static ReplicaSetSize Set(string name, int replicas, int minute, int mostPods) => new(name, replicas, replicas, Start.AddMinutes(minute), mostPods);
}
