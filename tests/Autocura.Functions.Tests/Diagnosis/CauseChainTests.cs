using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class CauseChainTests
{
    private static readonly WorkloadRef Ledger = Some.Cart with { Name = "ledger" };
    private static readonly WorkloadRef Goods = Some.Cart with { Name = "goods" };

    // A direction, a cause of its own and the unknown, with any weights; the same of what was found in that direction.
    private static readonly Gen<(int[] Here, int[] There)> Shares =
        from here in Gen.ArrayOf(Gen.Choose(1, 100), 4)
        from there in Gen.ArrayOf(Gen.Choose(0, 100), 4)
        select (here, there);

    [Fact]
    public void Probabilities_add_up_to_one_whatever_was_found() => Prop.ForAll(Shares.ToArbitrary(), shares =>
    {
        var here = Ranked((Down(Ledger), shares.Here[0]), (Down(Goods), shares.Here[1]), (Own(Cause.OutOfMemory), shares.Here[2]), (Own(Cause.Unknown), shares.Here[3]));
        var there = Found(Ledger, (At(Ledger, Cause.BadImage), shares.There[0]), (Down(Goods), shares.There[1]), (Own(Cause.NothingWrong), shares.There[2]), (Own(Cause.Unknown), shares.There[3] + 1));

        var followed = CauseChain.Follow(here, [there], Some.Cart).Hypotheses.Select(hypothesis => hypothesis.Probability).ToList();

        return Math.Abs(followed.Sum() - 1) < 1e-9 && followed.TrueForAll(probability => probability is >= 0 and <= 1) && followed.SequenceEqual(followed.OrderDescending());
    }).Check(Config.QuickThrowOnFailure.WithReplay(20300115, 297121, 100));

    [Fact]
    public void A_definite_fault_found_there_is_the_answer_here()
    {
        var top = CauseChain.Follow(Ranked((Down(Ledger), 30), (Own(Cause.Unknown), 70)), [Found(Ledger, (At(Ledger, Cause.BadImage), 98), (Own(Cause.Unknown), 2))], Some.Cart).Top;

        top.Cause.ShouldBe(Cause.BadImage);
        top.Culprit.ShouldBe(Ledger.Target());
        top.Probability.ShouldBe(0.3 * 0.98 * 20 / ((0.3 * 0.98 * 20) + (0.3 * 0.02) + 0.7), 1e-9);
        top.Remedies.InShort().ShouldBe(["RestartWorkload"]);
    }

    [Fact]
    public void A_chain_reads_from_the_trouble_to_its_origin()
    {
        var deeper = At(Goods, Cause.BadImage) with { Chain = ["ledger calls goods (metrics)", "goods: its image cannot be pulled"] };

        Followed(deeper).Chain.ShouldBe(["cart calls ledger (metrics)", "ledger calls goods (metrics)", "goods: its image cannot be pulled"]);
        Followed(At(Ledger, Cause.BadImage)).Chain.ShouldBe(["cart calls ledger (metrics)", "ledger: BadImage at ledger"]);
    }

    [Fact]
    public void A_dependency_that_is_well_is_seldom_to_blame()
    {
        var followed = CauseChain.Follow(Ranked((Down(Ledger), 60), (Own(Cause.Unknown), 40)), [Found(Ledger, (Own(Cause.NothingWrong), 95), (Own(Cause.Unknown), 5))], Some.Cart);

        followed.Top.Cause.ShouldBe(Cause.Unknown);
        followed.ProbabilityOf(Cause.DependencyDown).ShouldBeLessThan(0.2);
        followed.Of(Cause.NothingWrong).ShouldBeNull();
    }

    [Fact]
    public void A_dependency_of_which_nothing_is_known_is_as_suspect_as_before() =>
        CauseChain.Follow(Ranked((Down(Ledger), 60), (Own(Cause.Unknown), 40)), [Found(Ledger, (Own(Cause.Unknown), 1))], Some.Cart)
            .ProbabilityOf(Cause.DependencyDown).ShouldBe(0.6, 1e-9);

    [Fact]
    public void A_dependency_that_waits_for_this_very_workload_is_no_origin()
    {
        var circle = CauseChain.Follow(Ranked((Down(Ledger), 60), (Own(Cause.Unknown), 40)), [Found(Ledger, (Down(Some.Cart), 90), (Own(Cause.Unknown), 10))], Some.Cart);

        circle.Hypotheses.ShouldNotContain(hypothesis => hypothesis.Culprit == Some.Cart.Target());
        circle.ProbabilityOf(Cause.DependencyDown).ShouldBe(0.6, 1e-9);
    }

    [Fact]
    public void Where_a_cause_was_found_is_said_and_how_far_away()
    {
        Followed(Own(Cause.InsufficientCapacity)).FoundAt.ShouldBe(Ledger);
        Followed(At(Goods, Cause.BadImage) with { FoundAt = Goods }).FoundAt.ShouldBe(Goods);
    }

    [Fact]
    public void The_same_cause_here_and_there_is_not_the_same_fault() =>
        CauseChain.Follow(Ranked((Down(Ledger), 60), (Own(Cause.InsufficientCapacity), 40)), [Found(Ledger, (Own(Cause.InsufficientCapacity), 1))], Some.Cart)
            .Hypotheses.Where(hypothesis => hypothesis.Cause == Cause.InsufficientCapacity).Select(hypothesis => hypothesis.FoundAt).ShouldBe([Ledger, null]);

    [Fact]
    public void One_fault_that_is_found_on_two_ways_counts_for_both()
    {
        var here = Ranked((Down(Ledger), 30), (Down(Goods), 30), (Own(Cause.Unknown), 40));
        var flag = At(Some.Cart, Cause.FeatureFlag) with { Culprit = Nearby.Features };

        var followed = CauseChain.Follow(here, [Found(Ledger, (flag, 1)), Found(Goods, (flag, 1))], Some.Cart);

        followed.Hypotheses.Count(hypothesis => hypothesis.Cause == Cause.FeatureFlag).ShouldBe(1);
        followed.ProbabilityOf(Cause.FeatureFlag).ShouldBe(12 / 12.4, 1e-9);
    }

    [Fact]
    public void The_reason_is_that_of_the_new_order() =>
        CauseChain.Follow(Ranked((Down(Ledger), 30), (Own(Cause.Unknown), 70)), [Found(Ledger, (At(Ledger, Cause.BadImage), 1))], Some.Cart).Reason.ShouldStartWith("BadImage (89.6%) outranks Unknown");

    [Fact]
    public void Where_nobody_looked_nothing_changes()
    {
        var here = Ranked((Down(Ledger), 60), (Own(Cause.Unknown), 40));

        CauseChain.Follow(here, [], Some.Cart).ShouldBeSameAs(here);
    }

    [Fact]
    public void The_search_goes_nowhere_twice_and_only_where_it_is_worth_a_look()
    {
        var here = Ranked((Down(Ledger), 600), (Down(Goods), 388), (Down(Some.Cart with { Name = "loud" }), 2), (Own(Cause.OutOfMemory), 10));

        CauseChain.Directions(here, [Some.Cart]).ShouldBe([Ledger, Goods]);
        CauseChain.Directions(here, [Some.Cart, Ledger]).ShouldBe([Goods]);
        CauseChain.Directions(here, [Some.Cart, Ledger, Goods]).ShouldBeEmpty();
    }

    [Fact]
    public void A_step_looks_into_three_directions_at_most() =>
        CauseChain.Directions(Ranked([.. Enumerable.Range(0, 5).Select(index => (Down(Some.Cart with { Name = $"ledger-{index}" }), 20))]), [Some.Cart])
            .Select(workload => workload.Name).ShouldBe(["ledger-0", "ledger-1", "ledger-2"]);

    private static Hypothesis Followed(Hypothesis found) =>
        CauseChain.Follow(Ranked((Down(Ledger), 60), (Own(Cause.Unknown), 40)), [Found(Ledger, (found, 1))], Some.Cart).Top;

    private static Hypothesis Down(WorkloadRef workload) => new()
    {
        Cause = Cause.DependencyDown,
        Culprit = workload.Target(),
        Headline = $"{workload.Name} is in trouble",
        Chain = [$"cart calls {workload.Name} (metrics)"],
    };

    private static Hypothesis Own(string cause) => new() { Cause = cause, Headline = cause };

    private static Hypothesis At(WorkloadRef workload, string cause) => new()
    {
        Cause = cause,
        Culprit = workload.Target(),
        Headline = $"{cause} at {workload.Name}",
        Remedies = [new Remedy(ActionNames.RestartWorkload, workload.Target(), new Dictionary<string, string>(), "a test says so")],
    };

    private static Investigation Found(WorkloadRef workload, params (Hypothesis Hypothesis, int Share)[] hypotheses) => new(workload, Ranked(hypotheses));

    private static RankedHypotheses Ranked(params (Hypothesis Hypothesis, int Share)[] hypotheses)
    {
        double whole = hypotheses.Sum(pair => pair.Share);
        return new RankedHypotheses
        {
            Hypotheses = [.. hypotheses.Select(pair => pair.Hypothesis with { Probability = pair.Share / whole }).OrderByDescending(hypothesis => hypothesis.Probability)],
            Reason = "a test says so",
        };
    }
}
