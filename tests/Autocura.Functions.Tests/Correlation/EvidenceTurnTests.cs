using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

public sealed class EvidenceTurnTests
{
    private static readonly Standing[] Earlier = [.. Enumerable.Range(0, 20).Select(number => SomeStanding.Undecided($"w{number:00}", number))];

    [Fact]
    public void Few_are_looked_into_at_a_time_in_the_order_in_which_they_were_opened()
    {
        Ask(Earlier[7]).Kind.ShouldBe(CorrelationKind.Proceed);
        Ask(Earlier[8]).Kind.ShouldBe(CorrelationKind.Wait);
        Ask(Earlier[19]).After.ShouldBeGreaterThan(Ask(Earlier[8]).After);
    }

    [Fact]
    public void Who_is_diagnosed_or_waits_holds_up_nobody() =>
        Correlator.Decide(Earlier[8].Asks(CorrelationStage.Turn), [.. Earlier.Take(1).Select(one => one with { Kinship = SomeStanding.Of("x").Kinship }), .. Earlier.Skip(1)])
            .Kind.ShouldBe(CorrelationKind.Proceed);

    [Fact]
    public void The_one_that_others_name_as_the_origin_comes_first() =>
        Correlator.Decide(Earlier[19].Asks(CorrelationStage.Turn), [.. Earlier, SomeStanding.Of("web", ties => ties with { Origin = Earlier[19].Workload })])
            .Kind.ShouldBe(CorrelationKind.Proceed);

    [Fact]
    public void In_a_storm_it_waits_without_any_reading_for_a_root_whose_cause_is_known_and_spreads()
    {
        var root = SomeStanding.Of("db", ties => ties with { CauseIsKnown = true, Cause = "DependencyDown", Culprit = "ResourceQuota shop/quota", CulpritNamespace = "shop" });

        var decision = Correlator.Decide(Earlier[19].Asks(CorrelationStage.Turn), [.. Earlier, root]);

        decision.Root!.Workload.Name.ShouldBe("db");
        decision.Reason.ShouldBe("many incidents began in the namespace at once, and its diagnosis is made");
    }

    [Fact]
    public void Without_a_storm_a_common_namespace_is_no_reason() =>
        Correlator.Decide(Earlier[1].Asks(CorrelationStage.Turn), [Earlier[0], SomeStanding.Of("db", SomeStanding.Own)]).Kind.ShouldBe(CorrelationKind.Proceed);

    [Fact]
    public void In_a_storm_a_cause_that_is_one_workloads_own_draws_nobody() =>
        Correlator.Decide(Earlier[19].Asks(CorrelationStage.Turn), [.. Earlier, SomeStanding.Of("lone", SomeStanding.Own)]).Kind.ShouldBe(CorrelationKind.Wait);

    [Fact]
    public void Who_is_known_to_call_the_root_waits_for_it_at_once() =>
        Correlator.Decide(Earlier[0].Asks(CorrelationStage.Turn), [SomeStanding.Of("db", ties => SomeStanding.Own(ties) with { Above = [Earlier[0].Workload.Digest(10)] })])
            .Root!.Workload.Name.ShouldBe("db");

    [Fact]
    public void Whose_signals_name_the_node_at_fault_waits_at_once()
    {
        var root = SomeStanding.Of("db", ties => ties with { CauseIsKnown = true, Culprit = "Node n1" });

        Correlator.Decide(Earlier[0].Asks(CorrelationStage.Turn) with { SignalNodes = ["n1"] }, [root]).Root.ShouldNotBeNull();
        Correlator.Decide(Earlier[0].Asks(CorrelationStage.Turn) with { SignalNodes = ["n2"] }, [root]).Root.ShouldBeNull();
    }

    [Fact]
    public void Who_has_waited_once_is_looked_into_itself()
    {
        var root = SomeStanding.Of("db", ties => SomeStanding.Own(ties) with { Above = [Earlier[0].Workload.Digest(10)] });
        var back = Earlier[0] with { Kinship = new Kinship { Parent = root.Link("before") } };

        Correlator.Decide(back.Asks(CorrelationStage.Turn), [root]).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    private static CorrelationDecision Ask(Standing self) => Correlator.Decide(self.Asks(CorrelationStage.Turn), Earlier);
}
