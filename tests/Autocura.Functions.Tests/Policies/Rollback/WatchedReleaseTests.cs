using Autocura.Policies.Rollback;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Rollback;

public sealed class WatchedReleaseTests
{
    [Fact]
    public void The_newest_release_is_the_one_with_the_highest_number()
    {
        var newest = WatchedRelease.Newest([Kept("a", 1, 0), Kept("c", 3, 20), Kept("b", 2, 10)]);
        newest.ShouldBe(new WatchedRelease("c", 3, At(20), IsReturn: false, At(10)));
    }

    [Fact]
    public void A_release_that_is_older_than_another_came_back()
    {
        var newest = WatchedRelease.Newest([Kept("b", 2, 10), Kept("a", 3, 0)])!;
        (newest.Name, newest.IsReturn).ShouldBe(("a", true));
    }

    [Fact]
    public void The_first_release_has_none_before_it() => WatchedRelease.Newest([Kept("a", 1, 0)])!.BeforeBeganAt.ShouldBeNull();

    [Fact]
    public void Without_releases_there_is_none() => WatchedRelease.Newest([]).ShouldBeNull();

    private static DateTimeOffset At(int minutes) => Some.Noon.AddMinutes(minutes);

    private static ReleaseMark Kept(string name, int revision, int minutes) => new(name, revision, At(minutes));
}
