using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

public sealed class AfterRootTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly Standing Root = SomeStanding.Of("db", ties => ties with { HasRemedy = true });
    private static readonly Standing Child = SomeStanding.Of("web", ties => ties with { Origin = Root.Workload, CauseIsKnown = true, HasRemedy = true });

    [Fact]
    public void After_a_root_that_recovered_it_looks_whether_it_has_too() => Decide(ReleaseKind.RootRecovered, Root, Child).ShouldBe(NextStep.Watch);

    [Fact]
    public void A_cause_of_its_own_does_not_go_away_by_watching() =>
        Decide(ReleaseKind.RootRecovered, Root, SomeStanding.Of("web", ties => ties with { CauseIsOwn = true, CauseIsKnown = true })).ShouldBe(NextStep.GoOn);

    [Fact]
    public void After_a_root_that_was_handed_over_it_goes_to_the_same_person() => Decide(ReleaseKind.RootHandedOver, Root, Child).ShouldBe(NextStep.HandOver);

    [Fact]
    public void Where_the_root_knew_of_nothing_to_do_and_it_does_it_goes_on() =>
        Decide(ReleaseKind.RootHandedOver, SomeStanding.Of("db"), Child).ShouldBe(NextStep.GoOn);

    [Fact]
    public void Where_neither_knows_of_anything_to_do_it_goes_to_the_same_person() =>
        Decide(ReleaseKind.RootHandedOver, SomeStanding.Of("db"), SomeStanding.Of("web", ties => ties with { Origin = Root.Workload })).ShouldBe(NextStep.HandOver);

    [Fact]
    public void One_that_never_waited_goes_on() => AfterRoot.Decide(null, Child, Window).ShouldBe(NextStep.GoOn);

    private static NextStep Decide(ReleaseKind kind, Standing root, Standing child) =>
        AfterRoot.Decide(new Release(kind, root.Link("origin"), "over") { Last = root }, child, Window);
}
