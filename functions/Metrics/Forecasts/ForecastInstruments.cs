using System.Diagnostics.Metrics;
using System.Globalization;
using Autocura.Forecasting.Capacity;
using Autocura.Telemetry;

namespace Autocura.Metrics.Forecasts;

/// <summary>What was forecast last for each workload, as instruments that any listener (OpenTelemetry, Prometheus) can read.</summary>
public sealed class ForecastInstruments : IOwnMeter, IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Autocura.Forecast";

    private readonly Meter meter = new(Name);
    private readonly MeterReadings readings;
    private readonly Gauge<double> actual;
    private readonly Gauge<double> load;
    private readonly Gauge<int> replicas;
    private readonly Gauge<double> threshold;
    private readonly Gauge<double> error;
    private readonly Gauge<double> coverage;
    private readonly Gauge<double> made;

    public ForecastInstruments()
    {
        readings = new MeterReadings(meter);
        actual = meter.CreateGauge<double>("autocura_forecast_actual", description: "The load seen last.");
        load = meter.CreateGauge<double>("autocura_forecast_load", description: "The load at the end of the horizon, by quantile.");
        replicas = meter.CreateGauge<int>("autocura_forecast_recommended_replicas", description: "Replicas recommended.");
        threshold = meter.CreateGauge<double>("autocura_forecast_threshold", description: "The load that one replica is meant to carry.");
        error = meter.CreateGauge<double>("autocura_forecast_error_ratio", description: "Mean absolute error of the past days' forecasts, as a share of the load.");
        coverage = meter.CreateGauge<double>("autocura_forecast_interval_coverage", description: "Share of the values of the past days at or below the upper bound.");
        made = meter.CreateGauge<double>("autocura_forecast_made_timestamp_seconds", description: "When a forecast rested on a fresh load last.");
    }

    public IReadOnlyList<MetricFamily> Read() => readings.Read();

    public void Dispose()
    {
        readings.Dispose();
        meter.Dispose();
    }

    /// <summary>What was forecast for a workload now.</summary>
    internal void Record(WorkloadForecast forecast)
    {
        KeyValuePair<string, object?>[] who =
        [
            new("cluster", forecast.Workload.Cluster), new("namespace", forecast.Workload.Namespace), new("kind", forecast.Workload.Kind), new("workload", forecast.Workload.Name),
        ];
        if (forecast.Load is { } seen) actual.Record(seen, who);
        foreach (var band in forecast.Forecast.Bands) load.Record(band.Values[^1], [.. who, new("quantile", band.Level.ToString(CultureInfo.InvariantCulture))]);
        replicas.Record(forecast.Recommendation.Replicas, who);
        threshold.Record(forecast.Terms.Threshold, who);
        if (forecast.Recommendation.IsFresh) made.Record(forecast.At.ToUnixTimeSeconds(), who);
        if (forecast.Accuracy is not { } accuracy) return;
        if (double.IsFinite(accuracy.ShareOfLoad)) error.Record(accuracy.ShareOfLoad, who);
        coverage.Record(accuracy.Covered, who);
    }
}
