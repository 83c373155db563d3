using Autocura.Policies.Rollback;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Rollback;

public sealed class SampleClockTests
{
    [Fact]
    public void Samples_since_the_release_lie_wholly_after_it_and_those_before_wholly_before()
    {
        var clock = Clock(TimeSpan.FromSeconds(100));
        clock.Step.ShouldBe(TimeSpan.FromSeconds(30));
        clock.Since.ShouldBe([At(60), At(90)]);
        clock.Before[^1].ShouldBe(At(0));
        clock.Before[0].ShouldBe(At(-570));
    }

    [Fact]
    public void The_release_before_is_left_the_time_to_settle() =>
        Clock(TimeSpan.FromSeconds(100), before: TimeSpan.FromMinutes(-3)).Before[0].ShouldBe(At(-120));

    [Theory]
    [InlineData(300, 30)]
    [InlineData(3_600, 60)]
    [InlineData(86_400, 1_440)]
    public void There_are_at_most_sixty_samples_on_either_side(int window, int step)
    {
        var clock = Clock(TimeSpan.FromSeconds(window * 2), window);
        clock.Step.ShouldBe(TimeSpan.FromSeconds(step));
        clock.Since.Count.ShouldBeLessThanOrEqualTo(SampleClock.Most);
        clock.Before.Count.ShouldBeLessThanOrEqualTo(SampleClock.Most);
    }

    private static DateTimeOffset At(int seconds) => Some.Noon.AddSeconds(seconds);

    private static SampleClock Clock(TimeSpan age, int window = 300, TimeSpan? before = null) =>
        new(new WatchedRelease("cart-b", 2, At(5), IsReturn: false, At(0) + (before ?? TimeSpan.FromDays(-1))), TimeSpan.FromSeconds(window), At(0) + age);
}
