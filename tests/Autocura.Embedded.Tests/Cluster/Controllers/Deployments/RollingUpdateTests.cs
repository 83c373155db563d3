using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers.Deployments;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Deployments;

public sealed class RollingUpdateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("25%", "25%", 1, 1, 0)]
    [InlineData("25%", "25%", 2, 1, 0)]
    [InlineData("25%", "25%", 3, 1, 0)]
    [InlineData("25%", "25%", 4, 1, 1)]
    [InlineData("25%", "25%", 10, 3, 2)]
    [InlineData("30%", "30%", 10, 3, 3)]
    [InlineData("1", "0", 5, 1, 0)]
    [InlineData("0", "0", 5, 0, 1)]
    [InlineData("0%", "10%", 5, 0, 1)]
    [InlineData("100%", "100%", 3, 3, 3)]
    [InlineData("2", "7", 3, 2, 3)]
    [InlineData("25%", "25%", 0, 0, 0)]
    public void Surge_rounds_up_and_unavailability_down_and_one_of_them_is_never_zero(string surge, string unavailable, int desired, int pods, int fewer)
    {
        var limits = RollingLimits.Of(Field(surge), Field(unavailable), desired);

        (limits.MaxSurge, limits.MaxUnavailable).ShouldBe((pods, fewer));
    }

    [Fact]
    public void Unset_limits_are_a_quarter() => RollingLimits.Of(null, null, 8).ShouldBe(new RollingLimits(8, 2, 2));

    [Fact]
    public void A_limit_that_is_neither_number_nor_percentage_is_refused() =>
        Should.Throw<FormatException>(() => RollingLimits.Of(JsonValue.Create("many"), null, 3)).Message.ShouldContain("\"many\"");

    [Theory]
    [InlineData(10, 0, 0, 10, 0)] // no surge: nothing free before an old pod goes
    [InlineData(10, 2, 0, 10, 2)]
    [InlineData(10, 2, 0, 5, 7)]
    [InlineData(10, 2, 2, 12, 2)]
    [InlineData(10, 2, 11, 13, 10)] // too big: down to the desired size
    [InlineData(10, 2, 9, 9, 10)] // never above the desired size, whatever is free
    [InlineData(3, 1, 0, 3, 1)]
    [InlineData(0, 0, 4, 4, 0)]
    public void The_new_set_grows_into_what_the_surge_leaves_free(int desired, int surge, int size, int total, int expected) =>
        RollingUpdate.NewSize(new RollingLimits(desired, surge, 0), size, total).ShouldBe(expected);

    [Theory]
    [InlineData(10, 0, 10, 10, 0, 0, null)] // nothing may be missing, nothing is new yet
    [InlineData(10, 2, 10, 10, 0, 0, 8)]
    [InlineData(10, 2, 10, 8, 0, 0, 8)] // the two that are broken go first, and no other may
    [InlineData(10, 2, 10, 9, 0, 0, 8)] // one broken, one healthy
    [InlineData(10, 2, 8, 8, 2, 0, null)] // the new pods are not yet there: wait
    [InlineData(10, 2, 8, 8, 2, 2, 6)]
    [InlineData(10, 2, 10, 0, 0, 0, 8)] // all broken: still no more than the limit at once
    [InlineData(10, 2, 0, 0, 10, 10, null)]
    [InlineData(3, 0, 3, 3, 1, 1, 2)]
    [InlineData(3, 0, 3, 3, 1, 0, null)]
    public void Old_sets_shrink_as_far_as_availability_allows(int desired, int unavailable, int old, int oldAvailable, int young, int youngAvailable, int? expected)
    {
        var shrunk = RollingUpdate.ShrinkOld(new RollingLimits(desired, 2, unavailable), Set("new", young, youngAvailable), [Set("old", old, oldAvailable)]);

        shrunk.ShouldBe(expected is { } size ? [new Resize("old", size)] : []);
    }

    [Fact]
    public void Broken_pods_of_every_old_set_go_before_healthy_ones_of_the_oldest()
    {
        var oldest = Set("oldest", 4, 4);
        var broken = Set("broken", 3, 0) with { Created = Start.AddMinutes(1) };

        var shrunk = RollingUpdate.ShrinkOld(new RollingLimits(6, 2, 2), Set("new", 1, 1), [broken, oldest]);

        shrunk.ShouldBe([new Resize("oldest", 3), new Resize("broken", 0)], ignoreOrder: true);
    }

    private static ReplicaSetSize Set(string name, int replicas, int available) => new(name, replicas, available, Start, 0);

    private static JsonValue Field(string text) => int.TryParse(text, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
}
