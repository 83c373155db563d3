using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;
using Autocura.Telemetry;

namespace Autocura.Metrics.Forecasts;

/// <summary>What was forecast last for each workload, as instruments that any listener (OpenTelemetry, Prometheus) can read. What nobody has forecast for an hour is gone.</summary>
public sealed class ForecastInstruments : OwnMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Autocura.Forecast";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<WorkloadRef, Latest> known = new();
    private readonly TimeProvider time;

    public ForecastInstruments(TimeProvider time) : base(Name)
    {
        this.time = time;
        Gauge("autocura_forecast_actual", "The load seen last.", one => one.Forecast.Load);
        Meter.CreateObservableGauge("autocura_forecast_load", () => Known().SelectMany(Bands), description: "The load at the end of the horizon, by quantile.");
        Gauge("autocura_forecast_recommended_replicas", "Replicas recommended.", one => one.Forecast.Recommendation.Replicas);
        Gauge("autocura_forecast_threshold", "The load that one replica is meant to carry.", one => one.Forecast.Terms.Threshold);
        Gauge("autocura_forecast_error_ratio", "Mean absolute error of the past days' forecasts, as a share of the load.", one => one.Accuracy?.ShareOfLoad);
        Gauge("autocura_forecast_interval_coverage", "Share of the values of the past days at or below the upper bound.", one => one.Accuracy?.Covered);
        Gauge("autocura_forecast_made_timestamp_seconds", "When a forecast rested on a fresh load last.", one => one.Fresh?.ToUnixTimeSeconds());
    }

    /// <summary>What was forecast for a workload now. How good forecasts are is not asked every time: what was known of it stands.</summary>
    internal void Record(WorkloadForecast forecast)
    {
        var fresh = forecast.Recommendation.IsFresh ? forecast.At : (DateTimeOffset?)null;
        known.AddOrUpdate(
            forecast.Workload,
            new Latest(forecast, forecast.Accuracy, fresh),
            (_, before) => new Latest(forecast, forecast.Accuracy ?? before.Accuracy, fresh ?? before.Fresh));
    }

    private void Gauge(string name, string description, Func<Latest, double?> value) =>
        Meter.CreateObservableGauge(name, () => Known().SelectMany(one => value(one) is { } known && double.IsFinite(known) ? [new Measurement<double>(known, Labels(one))] : Array.Empty<Measurement<double>>()), description: description);

    private IEnumerable<Latest> Known()
    {
        var oldest = time.GetUtcNow() - Kept;
        foreach (var (workload, latest) in known)
        {
            if (latest.Forecast.At < oldest) known.TryRemove(KeyValuePair.Create(workload, latest));
        }

        return known.Values;
    }

    private static IEnumerable<Measurement<double>> Bands(Latest one) =>
        one.Forecast.Forecast.Bands.Select(band => new Measurement<double>(band.Values[^1], [.. Labels(one), new("quantile", band.Level.ToString(CultureInfo.InvariantCulture))]));

    private static KeyValuePair<string, object?>[] Labels(Latest one)
    {
        var workload = one.Forecast.Workload;
        return [new("cluster", workload.Cluster), new("namespace", workload.Namespace), new("kind", workload.Kind), new("workload", workload.Name)];
    }

    /// <summary>The latest forecast, the accuracy known last, and when one rested on a fresh load last.</summary>
    private sealed record Latest(WorkloadForecast Forecast, ForecastAccuracy? Accuracy, DateTimeOffset? Fresh);
}
