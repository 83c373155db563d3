using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class EpisodeGateTests
{
    private readonly EpisodeGate gate = new(threshold: 3, quiet: TimeSpan.FromMinutes(30));

    [Fact]
    public void An_episode_alarms_once_at_its_start() =>
        Alarms(0, 4, 5, 2, 4, 0, 3.5).ShouldBe([1]);

    [Fact]
    public void After_half_an_hour_of_quiet_the_next_is_another_episode() =>
        Alarms(4, 0, 0, 0, 0, 0, 0, 4).ShouldBe([0, 7]);

    [Fact]
    public void An_episode_that_becomes_a_thousand_times_rarer_is_told_again() =>
        Alarms(4, 4.5, 7.5, 8).ShouldBe([0, 2]);

    private int[] Alarms(params double[] rarities) =>
        [.. rarities.Index().Where(point => gate.Next(SomePoints.At(point.Index, 0).At, point.Item)).Select(point => point.Index)];
}
