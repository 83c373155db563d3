using Autocura.Policies.Rollback;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Rollback;

public sealed class RollbackStagesTests
{
    private static readonly RollbackPolicySpec Spec = new() { ObservationWindowSeconds = 300 };
    private static readonly WatchedRelease Fresh = new("cart-b", 2, Some.Noon, IsReturn: false, Some.Noon.AddDays(-1));

    [Theory]
    [InlineData(0, RollbackStage.Watching)]
    [InlineData(300, RollbackStage.Watching)]
    [InlineData(301, RollbackStage.Observed)]
    public void A_release_is_watched_for_its_window(int seconds, RollbackStage stage) => Of(Fresh, seconds: seconds).ShouldBe(stage);

    [Fact]
    public void One_that_was_found_worse_is_watched_until_something_is_done_about_it()
    {
        Of(Fresh, seconds: 4_000, stands: true).ShouldBe(RollbackStage.Watching);
        Of(Fresh, seconds: 25 * 3_600, stands: true).ShouldBe(RollbackStage.Observed);
    }

    [Fact]
    public void A_release_that_came_back_is_not_judged() => Of(Fresh with { IsReturn = true }).ShouldBe(RollbackStage.Returned);

    [Fact]
    public void A_release_that_was_rolled_back_from_is_not_rolled_back_twice()
    {
        var memory = RollbackMemory.None with { Condemned = new CondemnedRelease("cart-b", 2) };
        Of(Fresh, memory).ShouldBe(RollbackStage.Watching);
        Of(Fresh with { Revision = 4 }, memory).ShouldBe(RollbackStage.CameBack);
        Of(Fresh with { Revision = 4, Name = "cart-c" }, memory).ShouldBe(RollbackStage.Watching);
    }

    [Fact]
    public void Without_a_release_to_go_back_to_nothing_is_judged()
    {
        Of(Fresh with { BeforeBeganAt = null }).ShouldBe(RollbackStage.FirstRelease);
        Of(null).ShouldBe(RollbackStage.FirstRelease);
    }

    [Fact]
    public void A_suspended_policy_does_nothing() =>
        RollbackStages.Of(Spec with { Suspend = true }, Fresh, RollbackMemory.None, stands: true, Some.Noon).ShouldBe(RollbackStage.Suspended);

    private static RollbackStage Of(WatchedRelease? release, RollbackMemory? memory = null, int seconds = 60, bool stands = false) =>
        RollbackStages.Of(Spec, release, memory ?? RollbackMemory.None, stands, Some.Noon.AddSeconds(seconds));
}
