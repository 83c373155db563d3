using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class DependencyRuleTests
{
    [Fact]
    public void A_workload_that_calls_one_which_is_down_points_there()
    {
        var diagnosis = (Strained.Failing("connection refused") with { Neighbours = [Strained.Dependency("0 of 1 pods ready", failedCalls: 0.4)] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.DependencyDown);
        diagnosis.Top.Culprit?.Name.ShouldBe("ledger");
        diagnosis.Top.Chain.ShouldBe(["cart calls ledger (metrics)"]);
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void One_that_is_well_is_not_suspected() => (Strained.Failing() with { Neighbours = [Strained.Dependency()] }).Diagnose().Of(Cause.DependencyDown).ShouldBeNull();

    [Fact]
    public void Who_calls_it_is_no_dependency() =>
        (Strained.Failing() with { Neighbours = [Strained.Dependency("0 of 1 pods ready") with { Direction = Direction.Dependant }] }).Diagnose().Of(Cause.DependencyDown).ShouldBeNull();

    [Fact]
    public void A_workload_that_cannot_even_start_needs_no_dependency_to_explain_it() =>
        (Faulty.BadImage() with { Neighbours = [Strained.Dependency("0 of 1 pods ready", 0.4)] }).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);

    [Fact]
    public void The_nearer_of_two_in_the_same_trouble_comes_first()
    {
        var far = Strained.Dependency("0 of 1 pods ready", 0.4) with { Distance = 2, Workload = new WorkloadRef("test", "Deployment", "shop", "goods") };

        (Strained.Failing() with { Neighbours = [far, Strained.Dependency("0 of 1 pods ready", 0.4)] }).Diagnose().Top.Culprit?.Name.ShouldBe("ledger");
    }
}
