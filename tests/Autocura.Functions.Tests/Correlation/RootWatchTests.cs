using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

public sealed class RootWatchTests
{
    private static readonly Standing Root = SomeStanding.Of("db");
    private static readonly Standing Child = SomeStanding.Of("web", ties => ties with { Depth = 1 }).ChildOf(Root);

    [Fact]
    public void It_keeps_waiting_for_an_open_root() => Judge(Open(Root)).Keep!.RecordName.ShouldBe(Root.RecordName);

    [Theory]
    [InlineData(OutcomeKind.Healed, ReleaseKind.RootRecovered)]
    [InlineData(OutcomeKind.RecoveredAlone, ReleaseKind.RootRecovered)]
    [InlineData(OutcomeKind.HandedOver, ReleaseKind.RootHandedOver)]
    [InlineData(OutcomeKind.Broken, ReleaseKind.RootGone)]
    public void The_end_of_the_root_ends_the_wait(OutcomeKind outcome, ReleaseKind release) =>
        Judge(new RootLook(RootLife.Ended, "over") { Standing = Root, Outcome = outcome }).Release!.Kind.ShouldBe(release);

    [Fact]
    public void A_root_that_was_purged_or_terminated_ends_the_wait() => Judge(new RootLook(RootLife.Gone, "gone")).Release!.Kind.ShouldBe(ReleaseKind.RootGone);

    [Fact]
    public void Another_episode_under_the_roots_id_is_not_the_root() =>
        Judge(Open(Root with { RecordName = "db-2" })).Release!.Kind.ShouldBe(ReleaseKind.RootGone);

    [Fact]
    public void The_episode_of_a_root_that_was_opened_for_it_is_learned_by_looking() =>
        RootWatch.Judge(Child, Root.Link("origin") with { RecordName = "" }, Open(Root), timeIsUp: false).Keep!.RecordName.ShouldBe(Root.RecordName);

    [Fact]
    public void It_does_not_wait_for_ever() => RootWatch.Judge(Child, Root.Link(""), Open(Root), timeIsUp: true).Release!.Kind.ShouldBe(ReleaseKind.WaitedTooLong);

    [Fact]
    public void It_follows_a_root_that_waits_for_another()
    {
        var above = SomeStanding.Of("disk");

        Judge(Open(Root.ChildOf(above))).Follow!.Workload.Name.ShouldBe("disk");
    }

    [Fact]
    public void Two_that_wait_for_each_other_decide_again() => Judge(Open(Root.ChildOf(Child))).Release!.Kind.ShouldBe(ReleaseKind.Undecided);

    [Fact]
    public void A_root_whose_diagnosis_makes_it_the_worse_one_is_left_unless_it_acts()
    {
        var worse = SomeStanding.Of("db", ties => ties with { Depth = 3 });

        Judge(Open(worse)).Release!.Kind.ShouldBe(ReleaseKind.Undecided);
        Judge(Open(worse.Under(KinRole.Acting))).Keep.ShouldNotBeNull();
    }

    private static RootVerdict Judge(RootLook look) => RootWatch.Judge(Child, Root.Link("test"), look, timeIsUp: false);

    private static RootLook Open(Standing standing) => new(RootLife.Open, "") { Standing = standing };
}
