using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class NoisyNeighbourRuleTests
{
    [Fact]
    public void A_pod_that_was_evicted_within_its_own_request_went_for_somebody_else()
    {
        var diagnosis = Displaced.Evicted(Displaced.WithinItsRequest).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NoisyNeighbour);
        diagnosis.Top.Headline.ShouldBe("Something else on node node-1 takes more than its share of memory; cart is evicted for it.");
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_pod_that_took_more_than_it_requests_is_no_victim() => Displaced.Evicted().Diagnose().Top.Cause.ShouldBe(Cause.NodePressure);

    [Fact]
    public void A_container_killed_far_below_its_limit_on_a_pressed_node_is_a_victim()
    {
        var diagnosis = Displaced.Starved().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NoisyNeighbour);
        diagnosis.Top.Clues[0].Text.ShouldBe("app was killed for memory on node-1, which reports MemoryPressure, and never used more than 40% of its limit");
    }

    [Fact]
    public void A_container_killed_at_its_limit_is_out_of_memory() =>
        Displaced.Starved().With(Strained.Flat(Autocura.Diagnosis.Measurements.Signal.MemoryShare, 0.97)).Diagnose().Top.Cause.ShouldBe(Cause.OutOfMemory);

    [Fact]
    public void A_workload_that_came_just_before_is_suspected_by_name()
    {
        var evicted = Displaced.Evicted(Displaced.WithinItsRequest);
        var loud = new ObjectChange
        {
            Target = new ObjectRef("apps/v1", "Deployment", "shop", "loud"),
            Kind = ChangeKind.Created,
            At = Some.Noon - TimeSpan.FromMinutes(6),
            Relation = ObjectRelation.SameNamespace,
            IsAgainstKnownGood = true,
        };

        var top = (evicted with { Surroundings = evicted.Surroundings! with { Changes = [loud] } }).Diagnose().Top;

        top.Culprit.ShouldBe(loud.Target);
        top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void Where_nothing_was_evicted_nobody_is_loud() => Strained.Throttled().Diagnose().Of(Cause.NoisyNeighbour).ShouldBeNull();
}
