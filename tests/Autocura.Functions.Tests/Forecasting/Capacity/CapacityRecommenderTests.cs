using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;

namespace Autocura.Functions.Tests.Forecasting.Capacity;

public sealed class CapacityRecommenderTests
{
    private static readonly CapacityTerms Terms = new() { Threshold = 10, ActivationThreshold = 5, MinReplicas = 2, MaxReplicas = 20 };

    [Theory]
    [InlineData(3, 0, 2)]
    [InlineData(40, 40, 4)]
    [InlineData(41, 41, 5)]
    [InlineData(40, 95, 10)]
    [InlineData(40, 900, 20)]
    [InlineData(40, 15, 4)]
    public void So_many_as_carry_the_load_of_now_and_the_one_to_come(double load, double peak, int replicas) =>
        CapacityRecommender.Recommend(Terms, Sight(replicas: 2, load) with { Near = Peak(peak) }).Replicas.ShouldBe(replicas);

    [Fact]
    public void What_is_not_known_changes_nothing_and_says_so()
    {
        var kept = CapacityRecommender.Recommend(Terms, Sight(7, null) with { Gap = "the newest value is 00:20:00 old" });

        kept.Replicas.ShouldBe(7);
        kept.IsFresh.ShouldBeFalse();
        kept.Reason.ShouldBe("the newest value is 00:20:00 old: the number of replicas stays");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_load_that_is_no_number_is_not_known_and_a_forecast_that_is_none_is_no_forecast(double value)
    {
        var kept = CapacityRecommender.Recommend(Terms, Sight(7, value));
        (kept.Replicas, kept.IsFresh, kept.Reason).ShouldBe((7, false, "the load is not known: the number of replicas stays"));

        kept = CapacityRecommender.Recommend(Terms, Sight(7, 30) with { Near = Peak(value) });
        (kept.Replicas, kept.IsFresh, kept.Reason).ShouldBe((7, false, "there is no forecast: no replica is taken away"));
        CapacityRecommender.Recommend(Terms, Sight(2, 80) with { Near = Peak(value) }).Replicas.ShouldBe(8, "the load of now is known");
    }

    [Fact]
    public void Without_a_forecast_more_are_asked_for_and_none_is_taken_away()
    {
        CapacityRecommender.Recommend(Terms, Sight(3, 80)).Replicas.ShouldBe(8);

        var kept = CapacityRecommender.Recommend(Terms, Sight(8, 30) with { Near = new LoadForecast { Basis = ForecastBasis.Nothing, Step = TimeSpan.FromMinutes(1), Reason = "warming up: 3 values, 8 are needed" } });

        kept.Replicas.ShouldBe(8);
        kept.Reason.ShouldContain("warming up");
    }

    [Fact]
    public void Replicas_that_are_needed_again_soon_are_kept_and_none_is_added_for_later()
    {
        var again = new LoadForecast { Basis = ForecastBasis.Regression, Step = TimeSpan.FromMinutes(5), Bands = [new QuantileBand(0.5, [75, 200, 200])] };

        CapacityRecommender.Recommend(Terms, Sight(10, 30) with { Near = Peak(40), Far = again }).Replicas.ShouldBe(8);
        CapacityRecommender.Recommend(Terms, Sight(4, 30) with { Near = Peak(40), Far = again }).Replicas.ShouldBe(4);
    }

    [Fact]
    public void Wrong_terms_are_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => CapacityRecommender.Recommend(Terms with { Threshold = 0 }, Sight(1, 1))).Message.ShouldContain("threshold");
        Should.Throw<ArgumentException>(() => CapacityRecommender.Recommend(Terms with { MaxReplicas = 1 }, Sight(1, 1))).Message.ShouldContain("Between 2 and 1");
    }

    private static CapacitySight Sight(int replicas, double? load) => new() { Replicas = replicas, Load = load };

    private static LoadForecast Peak(double value) => new() { Basis = ForecastBasis.Regression, Step = TimeSpan.FromSeconds(30), Bands = [new QuantileBand(0.9, [value])] };
}
