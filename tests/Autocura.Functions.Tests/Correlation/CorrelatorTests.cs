using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

public sealed class CorrelatorTests
{
    private static readonly string Db = SomeStanding.Workload("db").Digest(10);

    [Fact]
    public void A_dependant_waits_for_the_ill_workload_that_it_calls()
    {
        var caller = SomeStanding.Of("web", ties => ties with { Below = [Db], Depth = 1 });
        var decision = caller.Decide(SomeStanding.Of("db", SomeStanding.Own));

        decision.Kind.ShouldBe(CorrelationKind.Attach);
        decision.Root!.Workload.Name.ShouldBe("db");
        decision.Reason.ShouldBe("it calls Deployment shop/db, which is in trouble");
    }

    [Fact]
    public void The_deepest_of_a_chain_acts_whoever_was_ill_first()
    {
        var db = SomeStanding.Of("db", ties => ties with { Onset = SomeStanding.Onset.AddMinutes(5) });
        var api = SomeStanding.Of("api", ties => ties with { Below = [Db], Depth = 1 });
        var web = SomeStanding.Of("web", ties => ties with { Below = [SomeStanding.Workload("api").Digest(10)], Depth = 2, Onset = SomeStanding.Onset.AddMinutes(-5) });

        web.RootOf(api, db).ShouldBe("db");
        api.RootOf(web, db).ShouldBe("db");
        db.Decide(web, api).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    [Fact]
    public void Of_workloads_on_one_pressed_node_the_one_that_was_ill_first_acts()
    {
        var first = SomeStanding.Of("zeta", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddSeconds(-10) });
        var second = SomeStanding.Of("alpha", ties => ties with { Nodes = ["n1", "n2"] });

        second.Decide(first).Reason.ShouldBe("both have pods on n1, which is in trouble");
        first.Decide(second).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    [Fact]
    public void A_node_that_was_pressed_an_hour_before_ties_nobody_together() =>
        SomeStanding.Of("cart", ties => ties with { Nodes = ["n1"] }).Decide(SomeStanding.Of("pay", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddHours(-1) }))
            .Kind.ShouldBe(CorrelationKind.Proceed);

    [Fact]
    public void Two_that_blame_one_object_have_one_root_and_it_is_the_one_the_object_is_closest_to()
    {
        var owner = SomeStanding.Of("flags", ties => ties with { Culprit = "ConfigMap shop/flags", Closeness = 1 });
        var other = SomeStanding.Of("cart", ties => ties with { Culprit = "ConfigMap shop/flags", Closeness = 11, Onset = SomeStanding.Onset.AddMinutes(-2) });

        other.Decide(owner).Reason.ShouldBe("Deployment shop/flags is ill for the same reason: ConfigMap shop/flags");
        owner.Decide(other).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    [Fact]
    public void One_that_is_certain_of_its_own_cause_waits_for_nobody()
    {
        var sure = SomeStanding.Of("cart", ties => SomeStanding.Own(ties) with { Nodes = ["n1"] });

        sure.Decide(SomeStanding.Of("pay", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddMinutes(-1) }, KinRole.Acting)).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    [Fact]
    public void Two_causes_that_make_one_workload_ill_stay_two()
    {
        var db = SomeStanding.Of("db", SomeStanding.Own);
        var queue = SomeStanding.Of("queue", SomeStanding.Own);
        var web = SomeStanding.Of("web", ties => ties with { Below = [Db, queue.Workload.Digest(10)], Depth = 1 });

        web.Decide(db, queue).Kind.ShouldBe(CorrelationKind.Attach);
        db.Decide(queue, web).Kind.ShouldBe(CorrelationKind.Proceed);
        queue.Decide(db, web).Kind.ShouldBe(CorrelationKind.Proceed);
    }

    [Fact]
    public void One_that_acts_already_is_waited_for_even_by_a_better_one()
    {
        var acting = SomeStanding.Of("late", ties => ties with { Nodes = ["n1"], Depth = 2 }, KinRole.Acting);

        SomeStanding.Of("early", ties => ties with { Nodes = ["n1"] }).RootOf(acting).ShouldBe("late");
    }

    [Fact]
    public void Just_before_it_acts_it_lets_one_that_claims_already_finish_though_it_is_the_better_one()
    {
        var self = SomeStanding.Of("early", ties => ties with { Nodes = ["n1"] }, KinRole.Claiming);
        var other = SomeStanding.Of("late", ties => ties with { Nodes = ["n1"], Depth = 2 }, KinRole.Claiming);

        Correlator.Decide(self.Asks(CorrelationStage.Claim, TimeSpan.FromSeconds(5)), [other]).Kind.ShouldBe(CorrelationKind.Wait);
        Correlator.Decide(self.Asks(CorrelationStage.Claim, Correlator.ClaimLife), [other]).Kind.ShouldBe(CorrelationKind.Proceed, "a claim that is this old has to be made again");
        Correlator.Decide(other.Asks(CorrelationStage.Claim, TimeSpan.FromSeconds(5)), [self]).Root!.Workload.Name.ShouldBe("early");
    }

    [Fact]
    public void One_that_is_not_certain_waits_a_moment_for_others_to_appear()
    {
        var decision = Correlator.Decide(SomeStanding.Of("cart").Asks(after: TimeSpan.FromSeconds(4)), []);

        decision.Kind.ShouldBe(CorrelationKind.Wait);
        decision.After.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Where_the_origin_has_no_incident_one_is_opened()
    {
        var self = SomeStanding.Of("web", ties => ties with { Origin = SomeStanding.Workload("db"), Depth = 1, CauseIsKnown = true, Cause = "DependencyDown" });

        self.Decide().Origin.ShouldBe(SomeStanding.Workload("db"));
        self.Decide(SomeStanding.Undecided("db")).Root!.Workload.Name.ShouldBe("db", "its diagnosis will come");
    }

    [Fact]
    public void An_origin_that_waits_itself_is_passed_over_for_the_one_that_acts_for_it()
    {
        var root = SomeStanding.Of("node-agent", ties => ties with { Nodes = ["n1"] }, KinRole.Acting);
        var origin = SomeStanding.Of("db", ties => ties with { Nodes = ["n1"] }).ChildOf(root);

        SomeStanding.Of("web", ties => ties with { Origin = origin.Workload, Depth = 1 }).RootOf(origin, root).ShouldBe("node-agent");
    }

    [Fact]
    public void A_root_that_ended_without_helping_is_never_waited_for_again()
    {
        var root = SomeStanding.Of("pay", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddMinutes(-1) });
        var self = SomeStanding.Of("cart", ties => ties with { Nodes = ["n1"] });

        (self with { Kinship = self.Kinship with { Apart = [root.RecordName] } }).Decide(root).Kind.ShouldBe(CorrelationKind.Proceed);
        self.RootOf(root).ShouldBe("pay");
    }

    [Fact]
    public void What_a_person_has_suspended_is_waited_for_only_when_it_was_acting()
    {
        var root = SomeStanding.Of("pay", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddMinutes(-1) }) with { IsSuspended = true };
        var self = SomeStanding.Of("cart", ties => ties with { Nodes = ["n1"] });

        self.Decide(root).Kind.ShouldBe(CorrelationKind.Proceed);
        self.RootOf(root.Under(KinRole.Acting)).ShouldBe("pay");
    }

    [Fact]
    public void Incidents_of_different_clusters_have_nothing_in_common()
    {
        var other = SomeStanding.Of("pay", ties => ties with { Nodes = ["n1"], Onset = SomeStanding.Onset.AddMinutes(-1) });

        SomeStanding.Of("cart", ties => ties with { Nodes = ["n1"] }).Decide(other with { Workload = other.Workload with { Cluster = "west" } }).Kind.ShouldBe(CorrelationKind.Proceed);
    }
}
