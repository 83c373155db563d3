using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;

namespace Autocura.Triggers;

/// <summary>A forecast as it is answered. Numbers that are not known are null: JSON has no NaN.</summary>
/// <param name="Replicas">What KEDA reads: a number at all times, the one that is there when nothing fresh is known.</param>
internal sealed record ForecastView(int Replicas)
{
    public required WorkloadRef Workload { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>False: it rests on nothing new.</summary>
    public required bool Fresh { get; init; }

    public required string Reason { get; init; }

    /// <summary>Replicas there are.</summary>
    public required int Current { get; init; }

    /// <summary>What the load of now asks for by itself.</summary>
    public required int Reactive { get; init; }

    public required double? Load { get; init; }

    /// <summary>The load that the replicas are enough for.</summary>
    public required double? ExpectedLoad { get; init; }

    public required CapacityTerms Terms { get; init; }

    public required LoadForecast Forecast { get; init; }

    public required AccuracyView? Accuracy { get; init; }

    public static ForecastView Of(WorkloadForecast forecast) => new(forecast.Recommendation.Replicas)
    {
        Workload = forecast.Workload,
        At = forecast.At,
        Fresh = forecast.Recommendation.IsFresh,
        Reason = forecast.Recommendation.Reason,
        Current = forecast.Current,
        Reactive = forecast.Recommendation.Reactive,
        Load = forecast.Load,
        ExpectedLoad = Known(forecast.Recommendation.ExpectedLoad),
        Terms = forecast.Terms,
        Forecast = forecast.Forecast,
        Accuracy = forecast.Accuracy is { } accuracy ? new AccuracyView(accuracy.Forecasts, accuracy.MeanAbsoluteError, Known(accuracy.Relative), accuracy.Covered) : null,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>How good the forecasts of the past days were.</summary>
internal sealed record AccuracyView(int Forecasts, double MeanAbsoluteError, double? Relative, double Covered);
