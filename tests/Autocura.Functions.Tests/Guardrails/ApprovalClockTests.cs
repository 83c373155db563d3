using Autocura.Guardrails;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class ApprovalClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [Fact]
    public void It_runs_out()
    {
        var clock = ApprovalClock.Start(Patience, Says(VerdictKind.NeedsApproval), Some.Noon);

        clock.NextLook.ShouldBe(Some.Noon.AddMinutes(30));
        clock.IsOver(Some.Noon.AddMinutes(30).AddSeconds(-1)).ShouldBeFalse();
        clock.IsOver(Some.Noon.AddMinutes(30)).ShouldBeTrue();
    }

    [Fact]
    public void It_stands_still_while_the_change_window_is_closed()
    {
        var clock = ApprovalClock.Start(Patience, Says(VerdictKind.NeedsApproval, Some.Noon.AddMinutes(10)), Some.Noon);
        clock.NextLook.ShouldBe(Some.Noon.AddMinutes(10));

        var closed = clock.After(Says(VerdictKind.Wait, Some.Noon.AddHours(20)), Some.Noon.AddMinutes(10));
        closed.NextLook.ShouldBe(Some.Noon.AddHours(20));
        closed.IsOver(Some.Noon.AddHours(20)).ShouldBeFalse();

        var open = closed.After(Says(VerdictKind.NeedsApproval), Some.Noon.AddHours(20));
        open.NextLook.ShouldBe(Some.Noon.AddHours(20).AddMinutes(20));
        open.IsOver(open.NextLook).ShouldBeTrue();
    }

    [Fact]
    public void While_something_cannot_be_read_it_looks_again_soon() =>
        ApprovalClock.Start(Patience, Says(VerdictKind.Denied), Some.Noon).NextLook.ShouldBe(Some.Noon.AddSeconds(30));

    private static PlanVerdict Says(VerdictKind kind, DateTimeOffset? changesAt = null) => new(kind, "a test says so", []) { ChangesAt = changesAt };
}
