using Autocura.Planning;
using Autocura.Planning.Foresight;

namespace Autocura.Functions.Tests.Planning.Foresight;

public sealed class CandidateSimulationTests
{
    private static readonly ForesightTerms Terms = new() { Iterations = 4_000 };
    private static readonly WorkloadModel Shop = new() { Replicas = 4, Ready = 4, Surge = 1, Unavailable = 1, Losing = 0.3 };

    [Fact]
    public void The_same_purpose_gives_the_same_forecast_and_another_one_another()
    {
        Run(Shop).ShouldBe(Run(Shop));
        new CandidateSimulation(Shop, Terms, "another").Run(PodEffect.ReplacesAll, 0.8, 0.05).ShouldNotBe(Run(Shop));
    }

    [Theory]
    [InlineData(0.9, 0, 0.9)]
    [InlineData(0.5, 0, 0.5)]
    [InlineData(1, 0.2, 0.8)]
    [InlineData(0, 0, 0)]
    public void It_recovers_as_often_as_it_is_cured_and_not_harmed(double cures, double risk, double expected) =>
        Run(Shop, cures: cures, risk: risk).Recovers.ShouldBe(expected, 0.03);

    [Fact]
    public void A_change_of_an_object_is_faster_than_new_pods_and_starts_none()
    {
        var quick = Run(Shop, PodEffect.None);

        quick.MedianSeconds!.Value.ShouldBeLessThan(Run(Shop).MedianSeconds!.Value);
        quick.PodsStarted.ShouldBe(0);
        Run(Shop).PodsStarted.ShouldBe(4);
    }

    [Fact]
    public void Pods_that_start_slowly_make_it_slow() =>
        Run(Shop with { StartMedian = 90 }).MedianSeconds!.Value.ShouldBeGreaterThan(2 * Run(Shop).MedianSeconds!.Value);

    [Fact]
    public void Room_for_surplus_pods_spares_the_users() =>
        Run(Shop with { Surge = 2, Unavailable = 0 }, cures: 0).LostMinutes.ShouldBeLessThan(Run(Shop with { Surge = 0, Unavailable = 2 }, cures: 0).LostMinutes);

    [Fact]
    public void Replacing_the_only_pod_of_something_that_hardly_fails_makes_it_worse_when_it_does_not_help() =>
        Run(new WorkloadModel { Replicas = 1, Ready = 1, Surge = 0, Unavailable = 1, Losing = 0.01, StartMedian = 60 }, cures: 0).Worsens.ShouldBeGreaterThan(0.9);

    [Fact]
    public void Pods_that_do_not_serve_are_not_missed_while_they_are_replaced() =>
        Run(Shop with { Ready = 0, Losing = 1, Surge = 0, Unavailable = 4 }, cures: 0, risk: 0).Worsens.ShouldBe(0);

    [Fact]
    public void What_cures_costs_users_less_than_doing_nothing()
    {
        var forecast = Run(Shop, cures: 1, risk: 0);

        forecast.LostMinutes.ShouldBeLessThan(forecast.LostOtherwise / 5);
        forecast.Worsens.ShouldBe(0);
    }

    [Fact]
    public void The_interval_holds_eight_in_ten_of_the_futures_that_recover()
    {
        var forecast = Run(Shop, cures: 1, risk: 0);

        forecast.FastSeconds!.Value.ShouldBeLessThan(forecast.MedianSeconds!.Value);
        forecast.MedianSeconds.Value.ShouldBeLessThan(forecast.SlowSeconds!.Value);
    }

    [Fact]
    public void What_never_cures_has_no_time_to_recover() => Run(Shop, cures: 0).MedianSeconds.ShouldBeNull();

    [Fact]
    public void A_workload_without_pods_can_be_simulated_too() =>
        Run(new WorkloadModel { Replicas = 0, Ready = 0, Losing = 1 }, PodEffect.ReplacesAll, 1, 0).Recovers.ShouldBe(1);

    private static Forecast Run(WorkloadModel model, PodEffect effect = PodEffect.ReplacesAll, double cures = 0.8, double risk = 0.05) =>
        new CandidateSimulation(model, Terms, "cart-1/1").Run(effect, cures, risk);
}
