using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;
using Autocura.Metrics.Forecasts;
using Autocura.Support;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Metrics.Forecasts;

public sealed class ForecastInstrumentsTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly ForecastInstruments instruments;

    public ForecastInstrumentsTests() => instruments = new ForecastInstruments(time);

    private string Text => ExpositionText.Write(instruments.Read());

    public void Dispose() => instruments.Dispose();

    [Fact]
    public void What_was_forecast_last_is_shown()
    {
        instruments.Record(Forecast("cart", replicas: 3));
        instruments.Record(Forecast("cart", replicas: 5));

        Text.ShouldContain("""autocura_forecast_recommended_replicas{cluster="home",namespace="shop",kind="Deployment",workload="cart"} 5""");
    }

    [Fact]
    public void How_good_forecasts_are_stands_until_it_is_asked_anew()
    {
        instruments.Record(Forecast("cart", replicas: 3) with { Accuracy = new ForecastAccuracy(8, 1, 0.5, 0.9) { ShareOfLoad = 0.1 } });
        instruments.Record(Forecast("cart", replicas: 3));

        Text.ShouldContain("""autocura_forecast_interval_coverage{cluster="home",namespace="shop",kind="Deployment",workload="cart"} 0.9""");
    }

    [Fact]
    public void A_workload_that_nobody_forecasts_any_more_is_gone_after_an_hour()
    {
        instruments.Record(Forecast("cart", replicas: 3));
        time.Advance(TimeSpan.FromMinutes(61));
        instruments.Record(Forecast("payment", replicas: 2));

        Text.ShouldNotContain("cart");
        Text.ShouldContain("payment");
    }

    private WorkloadForecast Forecast(string name, int replicas) => new()
    {
        Workload = new WorkloadRef("home", "Deployment", "shop", name),
        At = time.GetUtcNow(),
        Current = 2,
        Recommendation = new CapacityRecommendation(replicas, replicas, 10, IsFresh: true, ""),
        Terms = new CapacityTerms { Threshold = 10 },
        Forecast = new LoadForecast { Basis = ForecastBasis.Nothing, Step = TimeSpan.FromMinutes(5) },
    };
}
