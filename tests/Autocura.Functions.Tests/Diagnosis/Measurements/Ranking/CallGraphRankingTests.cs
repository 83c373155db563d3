using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Functions.Tests.Diagnosis.Measurements.Ranking;

public sealed class CallGraphRankingTests
{
    private static readonly double[] Usual = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 10, 11, 9, 10, 12, 8];
    private static readonly double[] High = [40, 41, 39, 40];

    private readonly CallGraphRanking ranking = new();

    [Fact]
    public void A_slow_callee_is_suspected_before_those_who_wait_for_it()
    {
        var input = new RankingInput([Latency("front", 45), Latency("middle", 42), Latency("store", 40), Latency("other", 10)])
        {
            Calls = [("front", "middle"), ("middle", "store"), ("front", "other")],
        };

        Services(input).Take(1).ShouldBe(["store"]);
        new RobustShiftRanking().Rank(input)[0].Service.ShouldBe("front");
    }

    [Fact]
    public void A_slow_service_whose_callees_are_well_is_the_origin_itself() =>
        Services(new RankingInput([Latency("front", 45), Latency("middle", 42), Latency("store", 10)]) { Calls = [("front", "middle"), ("middle", "store")] })
            .Take(1).ShouldBe(["middle"]);

    [Fact]
    public void Who_is_explained_stands_behind_those_who_explain_or_stand_out_alone() =>
        Services(new RankingInput([Latency("front", 35), Latency("store", 34), Latency("loner", 60)]) { Calls = [("front", "store"), ("front", "loner")] })
            .Take(2).ShouldBe(["loner", "store"], ignoreOrder: true);

    [Fact]
    public void Of_one_service_the_cause_stands_before_the_effect()
    {
        var ranked = ranking.Rank(new RankingInput([Latency("store", 40), new("store", "cpu", SeriesKind.Resource, Usual, High)]));

        ranked.Select(one => one.Signal).ShouldBe(["cpu", "latency"]);
    }

    [Fact]
    public void Latency_that_only_the_callers_see_is_the_network_of_the_service_they_share()
    {
        var input = new RankingInput([Latency("a", 10), Latency("b", 10), Latency("store", 10), Latency("other", 10)])
        {
            CallSeries = [.. Ends("a", "store", 40), .. Ends("b", "store", 40), .. Ends("a", "other", 10), .. Ends("b", "other", 10)],
        };

        Services(input)[0].ShouldBe("store");
    }

    [Fact]
    public void What_a_callee_did_to_both_ends_before_hides_nothing_that_is_lost_on_the_way_now()
    {
        // The callee has its slow quarters of an hour, which its caller sees as it does; what lies between them never changed until now.
        double[] moody = [10, 10, 300, 310, 305, 10, 10, 10, 290, 300, 310, 10, 10, 10, 305, 300, 295, 10, 10, 10];
        CallSeries[] Edge(string callee, double extra) =>
        [
            new("front", callee, SeenByCaller: true, [.. moody.Select(value => value + 2)], [12 + extra, 13 + extra, 12 + extra]),
            new("front", callee, SeenByCaller: false, moody, [10, 11, 10]),
        ];
        var input = new RankingInput([Latency("a", 10), Latency("b", 10), Latency("front", 10)]) { CallSeries = [.. Edge("a", 0), .. Edge("b", 200)] };

        Services(input)[0].ShouldBe("b");
        ranking.Rank(input)[0].Score.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void What_one_end_did_not_measure_moves_nothing()
    {
        CallSeries[] Edge(double[] seen) => [new("front", "a", SeenByCaller: true, seen, [12, 12]), new("front", "a", SeenByCaller: false, Usual, [10, 10])];
        double[] late = [.. Usual.Select(value => value + 2)];
        late[3] = double.NaN;

        ranking.Rank(new RankingInput([Latency("a", 10)]) { CallSeries = Edge(late) }).ShouldAllBe(one => one.Score == 0);
        ranking.Rank(new RankingInput([Latency("a", 10)]) { CallSeries = [Edge(late)[0] with { After = [40, 40] }] }).ShouldAllBe(one => one.Score == 0, "with one end only, nobody knows whether it was lost on the way");
    }

    [Fact]
    public void What_only_its_callers_see_may_hand_on_to_what_they_call_besides()
    {
        // A load balancer in front of "search" is slower than "search" itself, and has no callees that anybody knows.
        var input = new RankingInput([Latency("front", 70), Latency("balancer", 65), Latency("search", 60), Latency("table", 10)])
        {
            Calls = [("front", "balancer"), ("front", "search"), ("search", "table")],
        };

        Services(input)[0].ShouldBe("search");
    }

    [Fact]
    public void What_is_measured_from_inside_or_called_by_the_other_hands_on_nothing()
    {
        var slow = new RankingInput([Latency("front", 70), Latency("table", 65), Latency("search", 60), Latency("index", 10)]) { Calls = [("front", "table"), ("front", "search"), ("search", "index")] };
        var inside = slow with { Series = [.. slow.Series, new("table", "cpu", SeriesKind.Resource, Usual, [10, 10])] };

        Services(slow)[0].ShouldBe("search");
        Services(inside)[0].ShouldBe("table", "its own numbers are known, and nothing that it calls");
        Services(slow with { Calls = [.. slow.Calls, ("search", "table")] })[0].ShouldBe("table", "the other calls it, and is slow by it");
        Services(slow with { Calls = [.. slow.Calls, ("index", "table")] })[0].ShouldBe("table", "the other calls it through a third");
    }

    [Fact]
    public void Other_trouble_than_the_alarms_weighs_less()
    {
        var input = new RankingInput([Latency("slow", 60), new("failing", "errors", SeriesKind.Failures, [0, 0, 0, 0, 0, 0, 0, 0], [0.05, 0.05])]);

        Services(input with { AlarmedBy = SeriesKind.Failures })[0].ShouldBe("failing");
        Services(input with { AlarmedBy = SeriesKind.Latency })[0].ShouldBe("slow");
    }

    [Fact]
    public void A_series_that_often_jumps_surprises_nobody()
    {
        double[] jumpy = [1, 1, 1, 30, 31, 1, 1, 1, 28, 33, 1, 1, 1, 30, 29, 1, 1, 1];

        Surprise.Of(SeriesKind.Latency, jumpy, [30, 30]).Weight.ShouldBeLessThan(0.2);
        Surprise.Of(SeriesKind.Latency, Usual, [30, 30]).Weight.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(SeriesKind.Latency, 5, false)]
    [InlineData(SeriesKind.Latency, 20, true)]
    [InlineData(SeriesKind.Availability, 5, true)]
    [InlineData(SeriesKind.Availability, 20, false)]
    [InlineData(SeriesKind.Load, 2, true)]
    [InlineData(SeriesKind.Load, 20, true)]
    public void Only_the_bad_direction_is_trouble(SeriesKind kind, double after, bool isTrouble) => Surprise.Of(kind, Usual, [after, after]).IsAny.ShouldBe(isTrouble);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_was_not_measured_is_left_out_and_too_little_says_nothing(double gap)
    {
        Surprise.Of(SeriesKind.Latency, [gap, .. Usual, gap], [30, gap, 30]).ShouldBe(Surprise.Of(SeriesKind.Latency, Usual, [30, 30]));
        Surprise.Of(SeriesKind.Latency, Usual, [gap]).ShouldBe(default);
        Surprise.Of(SeriesKind.Latency, [1, gap, 1], [30, 30]).ShouldBe(default);
        Surprise.Of(SeriesKind.Latency, [], []).ShouldBe(default);
        Surprise.Of(SeriesKind.Latency, Enumerable.Repeat(5.0, 20).ToArray(), [5, 5]).ShouldBe(default, "it stands still");
    }

    [Fact]
    public void When_nothing_changed_nobody_is_suspect()
    {
        ranking.Rank(new RankingInput([Latency("front", 10), Latency("store", 10)]) { Calls = [("front", "store")] }).ShouldAllBe(one => one.Score == 0);
        ranking.Rank(new RankingInput([])).ShouldBeEmpty();
        ranking.Rank(new RankingInput([new("new", "latency", SeriesKind.Latency, [], High)])).ShouldAllBe(one => one.Score == 0);
    }

    [Fact]
    public void Those_who_call_each_other_in_a_circle_are_ranked_all_the_same() =>
        Services(new RankingInput([Latency("a", 40), Latency("b", 40)]) { Calls = [("a", "b"), ("b", "a"), ("a", "a")] }).ShouldBe(["a", "b"]);

    [Fact]
    public void Names_and_order_do_not_matter()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (_, input) = SyntheticFaults.Make(seed);
            var renamed = new RankingInput([.. input.Series.Reverse().Select(series => series with { Service = Renamed(series.Service) })])
            {
                Calls = [.. input.Calls.Reverse().Select(call => (Renamed(call.Caller), Renamed(call.Callee)))],
            };

            ranking.Rank(renamed).Select(one => Math.Round(one.Score, 9)).ShouldBe(ranking.Rank(input).Select(one => Math.Round(one.Score, 9)));
            Services(renamed)[0].ShouldBe(Renamed(Services(input)[0]));
        }

        static string Renamed(string service) => $"x-{service}-y";
    }

    /// <summary>A small made-up set that the repository carries; the figures on real faults are in docs/root-cause-ranking.md.</summary>
    [Fact]
    public void On_made_up_systems_the_true_service_comes_first_more_often_than_by_size_alone()
    {
        var faults = Enumerable.Range(0, 100).Select(SyntheticFaults.Make).ToList();

        var found = faults.Count(fault => Services(fault.Input)[0] == fault.Root);
        var bySize = faults.Count(fault => new RobustShiftRanking().Rank(fault.Input)[0].Service == fault.Root);

        found.ShouldBeGreaterThanOrEqualTo(85);
        found.ShouldBeGreaterThan(bySize + 20);
    }

    private List<string> Services(RankingInput input) => [.. ranking.Rank(input).Select(one => one.Service).Distinct()];

    private static SplitSeries Latency(string service, double after) => new(service, "latency", SeriesKind.Latency, Usual, [after, after + 1, after - 1]);

    private static CallSeries[] Ends(string caller, string callee, double seen) =>
        [new(caller, callee, SeenByCaller: true, Usual, [seen, seen]), new(caller, callee, SeenByCaller: false, Usual, [10, 10])];
}
