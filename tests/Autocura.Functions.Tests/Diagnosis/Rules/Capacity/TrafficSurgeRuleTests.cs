using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class TrafficSurgeRuleTests
{
    [Fact]
    public void Requests_that_rose_before_failures_began_are_the_cause()
    {
        var diagnosis = Strained.Surge().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.TrafficSurge);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("cart gets 4 times its load (requests rose from 20 to 80 a second), and 20% of the requests fail.");
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == "the load rose 2 min before the failures began" && clue.Field == Signal.RequestRate);
    }

    [Fact]
    public void Replicas_are_added_by_as_much_as_an_autoscaler_would_at_once() =>
        Strained.Surge().Diagnose().Top.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=6"]);

    [Theory]
    [InlineData(2, 30, 3)]
    [InlineData(2, 80, 6)]
    [InlineData(10, 40, 20)]
    [InlineData(10, 200, 20)]
    public void The_step_follows_the_load_and_has_an_end(int replicas, double rate, int wanted)
    {
        var surge = Strained.Surge().With(Strained.Series(Signal.RequestRate, 20, rate, 7));

        (surge with { State = surge.State! with { Replicas = replicas, ReadyReplicas = replicas } }).Diagnose().Of(Cause.TrafficSurge)!.Remedies.InShort()
            .ShouldBe([$"ScaleWorkload replicas={wanted}"]);
    }

    [Fact]
    public void An_autoscaler_at_its_maximum_is_what_stands_in_the_way()
    {
        var top = Strained.SurgeBehind(Strained.AtMaximum()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.TrafficSurge);
        top.Culprit.ShouldBe(Strained.Autoscaler);
        top.Remedies.InShort().ShouldBe(["AdjustAutoscaler maxReplicas=8"]);
    }

    [Fact]
    public void An_autoscaler_with_room_is_left_to_its_work() =>
        Strained.SurgeBehind(Strained.AtMaximum() with { Maximum = 20, Conditions = [] }).Diagnose().Of(Cause.TrafficSurge)!.Remedies.ShouldBeEmpty();

    [Fact]
    public void Where_the_autoscaler_could_not_be_read_nobody_scales() =>
        (Strained.Surge() with { Gaps = ["autoscaler: Forbidden"] }).Diagnose().Of(Cause.TrafficSurge)!.Remedies.ShouldBeEmpty();

    [Fact]
    public void Requests_that_rose_after_failures_began_are_retries()
    {
        var retries = Strained.Surge().With(Strained.Series(Signal.RequestRate, 20, 80, 3));

        retries.Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
        retries.Diagnose().Of(Cause.TrafficSurge)!.Clues.ShouldContain(clue => clue.Weight < 0 && clue.Text.EndsWith("requests that failed are sent again"));
    }

    [Fact]
    public void More_requests_that_are_served_well_are_no_trouble() =>
        (Strained.Surge() with { ErrorRatio = 0.001 }).With(Strained.Flat(Signal.ErrorRatio, 0.001)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_day_that_is_a_little_busier_is_no_surge() =>
        Strained.Surge().With(Strained.Series(Signal.RequestRate, 20, 27, 7)).Diagnose().Of(Cause.TrafficSurge).ShouldBeNull();

    [Fact]
    public void An_experiment_that_runs_explains_more() => ShouldDoubt(Strained.Surge() with { Surroundings = new() { Experiments = [Strained.Experiment()] } });

    [Fact]
    public void What_it_calls_may_be_why_requests_fail() => ShouldDoubt(Strained.Surge() with { Neighbours = [Strained.Dependency("0 of 1 pods ready", failedCalls: 0.5)] });

    private static void ShouldDoubt(Evidence evidence) =>
        evidence.Diagnose().ProbabilityOf(Cause.TrafficSurge).ShouldBeLessThan(Strained.Surge().Diagnose().ProbabilityOf(Cause.TrafficSurge) - 0.01);
}
