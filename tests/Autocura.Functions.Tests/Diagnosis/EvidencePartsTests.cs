using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class EvidencePartsTests
{
    [Fact]
    public void Every_part_is_put_in_its_place_and_the_workload_s_own_stays()
    {
        var around = new SurroundingsView { NodesInAll = 7 };
        var measured = new MeasurementsView { Series = [Strained.Flat(Signal.Cpu, 1)] };
        var own = Some.Evidence();

        var whole = own.With(new SurroundingsReading(around, []), new NeighboursReading([Strained.Dependency()], []), new MeasurementsReading(measured, []));

        whole.Surroundings.ShouldBe(around);
        whole.Neighbours.ShouldHaveSingleItem().Workload.Name.ShouldBe("ledger");
        whole.Measurements.ShouldBe(measured);
        whole.Pods.ShouldBeSameAs(own.Pods);
        whole.State.ShouldBe(own.State);
    }

    [Fact]
    public void Gaps_of_every_part_are_kept_in_order()
    {
        var whole = (Some.Evidence() with { Gaps = ["logs: late"] })
            .With(new SurroundingsReading(new SurroundingsView(), ["quotas: Forbidden"]), new NeighboursReading([], ["neighbours: late"]), new MeasurementsReading(null, ["metrics: refused"]));

        whole.Gaps.ShouldBe(["logs: late", "quotas: Forbidden", "neighbours: late", "metrics: refused"]);
        whole.Misses(EvidencePart.Quotas).ShouldBeTrue();
        whole.Misses(EvidencePart.Pods).ShouldBeFalse();
    }
}
