using System.Globalization;
using Autocura.Signals.Scanning;

namespace Autocura.Signals.Training;

/// <summary>
/// Whether what a model finds odd is also worth a word: the observation it would be, where the service has moved to its harm by at least half of what the scan asks for
/// without a model. A week that never saw the like stands for the other half.
/// </summary>
public static class ModelDeviation
{
    // Halves every threshold of the scan (Sensitivity).
    private static readonly double Halving = Math.Log10(2);

    /// <summary>The finding; null when the series has not moved to anybody's harm, or too little.</summary>
    /// <param name="model">The model that found it odd.</param>
    /// <param name="service">How the service stands now.</param>
    /// <param name="options">The thresholds of the scan.</param>
    /// <param name="judge">Who found it odd, and how rare it is, in words.</param>
    public static Finding? Of(SeriesModel model, ServiceNow service, ScanOptions options, string judge)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.Key, model.Median, service, options, judge);
    }

    /// <summary>The same, of a series that something else than a model found odd.</summary>
    /// <param name="key">The series.</param>
    /// <param name="usual">What it usually is; NaN when nobody knows.</param>
    /// <param name="service">How the service stands now.</param>
    /// <param name="options">The thresholds of the scan.</param>
    /// <param name="judge">Who found it odd, and how rare it is, in words.</param>
    public static Finding? Of(SeriesKey key, double usual, ServiceNow service, ScanOptions options, string judge)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(service);
        if (double.IsNaN(usual) || ValueOf(key.Metric, service.Now) is not { } value || ObservationOf(key.Metric, value > usual) is not { } observation) return null;
        return !Suspicion.IsFar(observation, service.Now, Usual(key.Metric, usual), Halved(options)) ? null : new Finding(observation, new Suspicion(observation, service.Name).Subject)
        {
            Grace = options.MinimumDuration,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{NameOf(key.Metric)} of Service {key.Service} is {value:0.###}, usually {usual:0.###}: {judge}"),
        };
    }

    /// <summary>The thresholds of the scan, for half of the move.</summary>
    public static ScanOptions Halved(ScanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (options with { Sensitivity = Sensitivity.Usual + Halving }).Sensed();
    }

    /// <summary>The value of a metric among the golden signals; null where it was not measured.</summary>
    public static double? ValueOf(TrainedMetric metric, SignalLevels levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return metric switch
        {
            TrainedMetric.ErrorShare => levels.ErrorShare,
            TrainedMetric.Latency => levels.Latency,
            TrainedMetric.Backlog => levels.Waiting,
            _ => levels.Rate,
        };
    }

    /// <summary>What a move of a metric would be: fewer failures, shorter answers and less that waits are nobody's trouble.</summary>
    public static Observation? ObservationOf(TrainedMetric metric, bool isAbove) => (metric, isAbove) switch
    {
        (TrainedMetric.ErrorShare, true) => Observation.ErrorsRising,
        (TrainedMetric.Latency, true) => Observation.LatencyRising,
        (TrainedMetric.Backlog, true) => Observation.BacklogRising,
        (TrainedMetric.Rate, true) => Observation.TrafficSurge,
        (TrainedMetric.Rate, false) => Observation.TrafficLost,
        _ => null,
    };

    private static SignalLevels Usual(TrainedMetric metric, double usual) => metric switch
    {
        TrainedMetric.ErrorShare => new SignalLevels(1, usual),
        TrainedMetric.Latency => new SignalLevels(Latency: usual),
        TrainedMetric.Backlog => new SignalLevels(Waiting: usual),
        _ => new SignalLevels(usual),
    };

    private static string NameOf(TrainedMetric metric) => metric switch
    {
        TrainedMetric.ErrorShare => "the share of failed requests",
        TrainedMetric.Latency => "the latency (95 %, in seconds)",
        TrainedMetric.Backlog => "the number of waiting messages",
        _ => "the number of requests a second",
    };
}
