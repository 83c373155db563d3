using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class DependencyRuleTests
{
    [Fact]
    public void A_workload_whose_calls_fail_suffers_from_what_it_calls()
    {
        var top = Calling(Down()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.DependencyDown);
        top.Culprit!.ToString().ShouldBe("Deployment shop/ledger");
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Chain.ShouldBe(["cart calls ledger (metrics)"]);
        top.Headline.ShouldBe("ledger, which cart calls, is in trouble: 0 of 1 pods ready: CrashLoopBackOff.");
    }

    [Fact]
    public void Nothing_is_done_to_it_before_somebody_has_looked_there() => Calling(Down()).Diagnose().Top.Remedies.ShouldBeEmpty();

    [Fact]
    public void Who_calls_it_is_a_victim_and_no_suspect() =>
        Calling(Down() with { Direction = Direction.Dependant }).Diagnose().Of(Cause.DependencyDown).ShouldBeNull();

    [Fact]
    public void A_caller_that_is_gone_is_looked_at_where_nobody_asks_any_more()
    {
        var caller = Strained.Dependency("it has no replicas") with { Direction = Direction.Dependant, Replicas = 0 };

        var hypothesis = (Some.Evidence() with { Neighbours = [caller] }).Diagnose().Of(Cause.DependencyDown)!;

        hypothesis.Headline.ShouldBe("ledger, which calls cart, is in trouble: it has no replicas.");
        hypothesis.Chain.ShouldBe(["ledger calls cart (metrics)"]);
        hypothesis.Probability.ShouldBeGreaterThan(CauseChain.WorthALook);
    }

    [Fact]
    public void Whose_numbers_changed_most_is_looked_at_by_the_name_of_its_Service()
    {
        var suspected = Strained.Dependency() with { Services = ["accounts"] };
        var evidence = Calling(suspected) with { Measurements = new MeasurementsView { Suspects = [new SuspectView("accounts", Signal.LatencyP95, 5, Nearby.AMinuteBefore)] } };

        evidence.Diagnose().Of(Cause.DependencyDown)!.Clues.ShouldContain(clue => clue.Text == "of all services, the numbers of ledger changed most (latency_p95)");
    }

    [Fact]
    public void What_hardly_moved_is_no_suspect() =>
        (Calling(Strained.Dependency()) with { Measurements = new MeasurementsView { Suspects = [new SuspectView("ledger", Signal.Cpu, 0.4, null)] } }).Diagnose().Of(Cause.DependencyDown).ShouldBeNull();

    [Fact]
    public void Somebody_who_disturbs_what_it_calls_on_purpose_is_looked_at_without_any_numbers()
    {
        var experiment = new NearbyExperiment(Nearby.Named("NetworkChaos", "slow", "chaos-mesh.org/v1alpha1"), "network delay", Nearby.AMinuteBefore, [Strained.Dependency().Workload]);

        (Some.Evidence() with { Neighbours = [Strained.Dependency()] }).Around(around => around with { ExperimentsNearby = [experiment] }).Diagnose().Top
            .Clues.ShouldContain(clue => clue.Text == "NetworkChaos shop/slow runs against ledger (network delay)");
    }

    [Fact]
    public void Whom_the_log_cannot_reach_is_looked_at_though_nobody_knows_who_calls_whom()
    {
        var evidence = Some.Evidence().Saying("call to ledger failed: dial tcp ledger:8080: connection refused").After(Nearby.Change(Nearby.Named("Deployment", "ledger", "apps/v1"), ObjectRelation.SameNamespace));

        evidence.Diagnose().Of(Cause.DependencyDown)!.Chain.ShouldBe(["cart calls ledger (its log)"]);
    }

    [Fact]
    public void A_neighbour_that_was_changed_right_before_is_worth_a_look() =>
        (Nearby.Serving() with { Neighbours = [Strained.Dependency()] }).After(Nearby.Change(Nearby.Named("Deployment", "ledger", "apps/v1"), ObjectRelation.Dependency)).Diagnose()
            .ProbabilityOf(Cause.DependencyDown).ShouldBeInRange(CauseChain.WorthALook, 0.5);

    [Fact]
    public void A_dependency_that_is_well_is_no_suspect() => Calling(Strained.Dependency()).Diagnose().Of(Cause.DependencyDown).ShouldBeNull();

    [Fact]
    public void Who_is_slow_without_a_reason_of_its_own_waits_for_what_nobody_measures()
    {
        var top = Slow(Strained.Dependency()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.DependencyDown);
        top.Culprit!.Name.ShouldBe("ledger");
        top.Clues.ShouldContain(clue => clue.Text == "how ledger answers is not measured, and nothing that is measured explains why cart is slow");
    }

    public static TheoryData<string, Evidence> WithAnotherReason() => new()
    {
        { "its answers are measured, and are well", Slow(Strained.Dependency() with { Latency = 0.02 }) },
        { "its calls are counted, and succeed", Slow(Strained.Dependency() with { FailedCalls = 0.001 }) },
        { "another calls it", Slow(Strained.Dependency() with { Distance = 2 }) },
        { "nothing is slow", Calling(Strained.Dependency()) },
        { "the load grew", Slow(Strained.Dependency()).With(Strained.Series(Signal.RequestRate, 20, 80)) },
        { "it is held back", Slow(Strained.Dependency()).With(Strained.Series(Signal.CpuThrottling, 0.02, 0.7)) },
    };

    [Theory]
    [MemberData(nameof(WithAnotherReason))]
    public void What_is_measured_or_explained_otherwise_is_no_lead(string why, Evidence evidence) => evidence.Diagnose().Of(Cause.DependencyDown).ShouldBeNull(why);

    [Fact]
    public void An_image_of_its_own_that_cannot_be_pulled_needs_no_dependency() =>
        (Faulty.BadImage() with { Neighbours = [Down()] }).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);

    [Fact]
    public void A_workload_without_replicas_calls_nobody() =>
        (Faulty.ScaledToZero() with { Neighbours = [Down()] }).Diagnose().Top.Cause.ShouldBe(Cause.ScaledToZero);

    [Fact]
    public void The_one_whose_calls_fail_is_suspected_before_one_that_merely_changed()
    {
        var changed = Strained.Dependency() with { Workload = Some.Cart with { Name = "goods" }, ChangedAt = Nearby.AMinuteBefore };

        Calling(changed, Down()).Diagnose().Top.Culprit!.Name.ShouldBe("ledger");
    }

    [Fact]
    public void The_closer_one_is_suspected_more() =>
        Calling(Down() with { Distance = 3 }).Diagnose().ProbabilityOf(Cause.DependencyDown).ShouldBeLessThan(Calling(Down()).Diagnose().ProbabilityOf(Cause.DependencyDown));

    [Fact]
    public void A_log_that_names_it_makes_it_surer_than_one_that_only_complains()
    {
        var complains = Calling(Down()).Saying("dial tcp: connection refused").Diagnose().ProbabilityOf(Cause.DependencyDown);

        complains.ShouldBeGreaterThan(Calling(Down()).Diagnose().ProbabilityOf(Cause.DependencyDown));
        Calling(Down()).Saying("ledger:8080: connection refused").Diagnose().ProbabilityOf(Cause.DependencyDown).ShouldBeGreaterThan(complains);
    }

    [Fact]
    public void At_most_four_are_looked_into_and_the_closest_first()
    {
        var many = Enumerable.Range(1, 6).Reverse().Select(distance => Down() with { Workload = Some.Cart with { Name = $"ledger-{distance}" }, Distance = distance });

        Calling([.. many]).Diagnose().Hypotheses.Where(hypothesis => hypothesis.Cause == Cause.DependencyDown).Select(hypothesis => hypothesis.Culprit!.Name)
            .ShouldBe(["ledger-1", "ledger-2", "ledger-3", "ledger-4"], ignoreOrder: true);
    }

    private static NeighbourView Down() => Strained.Dependency("0 of 1 pods ready: CrashLoopBackOff", 0.6);

    private static Evidence Slow(params NeighbourView[] neighbours) => (Nearby.Serving() with { Neighbours = neighbours }).With(Strained.Flat(Signal.RequestRate, 20), Strained.Series(Signal.LatencyP95, 0.1, 0.9));

    private static Evidence Calling(params NeighbourView[] neighbours) => Nearby.Failing() with { Neighbours = neighbours };
}
