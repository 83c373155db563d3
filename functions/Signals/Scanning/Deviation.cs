using System.Globalization;
using Autocura.Statistics;

namespace Autocura.Signals.Scanning;

/// <summary>
/// Whether a series has left its own past, for how long, and by how much. The past is what lies before <c>before</c>: its median and spread (the larger of IQR and
/// MAD, as standard deviations) cannot be moved by a few wild values. The latest points all lie outside by <see cref="ScanOptions.Score"/> spreads and by a
/// practical size, and have for <see cref="ScanOptions.MinimumDuration"/>: a single point is nobody's incident. Fewer than ten points of past say nothing.
/// </summary>
public static class Deviation
{
    private const int FewestOfPast = 10;

    // A series that stands still has no spread: this much of its level, and of its unit, is noise whatever it says.
    private static readonly NoiseFloor Shares = new(0.01, 0.1);
    private static readonly NoiseFloor Seconds = new(0.005, 0.1);
    private static readonly NoiseFloor Rates = new(0.05, 0.1);
    private static readonly NoiseFloor Messages = new(5, 0.1);

    /// <summary>The finding; null when the series is as it always is. <paramref name="known"/> is since when it was already out of line, if it was.</summary>
    public static Finding? Of(Suspicion suspicion, IReadOnlyList<LevelPoint> series, DateTimeOffset? known, ScanOptions options)
    {
        ArgumentNullException.ThrowIfNull(suspicion);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        var signal = series.Select(point => (point.At, Levels: point.Levels, Value: ValueOf(suspicion.Observation, point.Levels))).Where(point => point.Value is not null).ToList();
        if (signal.Count == 0)
        {
            return null;
        }

        // What may be the trouble itself is no past: without a known beginning the last quarter is left out.
        var until = known ?? signal[^1].At - ((signal[^1].At - signal[0].At) / 4);
        var past = signal.Where(point => point.At < until).ToList();
        var summary = RobustSummary.Of(past.Select(point => point.Value!.Value));
        if (summary.Count < FewestOfPast)
        {
            return null;
        }

        var usual = Usual(past.Select(point => point.Levels));
        var outside = signal.AsEnumerable().Reverse().TakeWhile(point => IsOutside(suspicion.Observation, point.Value!.Value, summary, options) && Suspicion.IsFar(suspicion.Observation, point.Levels, usual, options)).ToList();
        return outside.Count == 0 ? null : new Finding(suspicion.Observation, suspicion.Subject)
        {
            Since = known ?? outside[^1].At,
            Grace = options.MinimumDuration,
            Detail = Words(suspicion, outside[0].Value!.Value, summary.Median),
            SeenBy = string.Create(CultureInfo.InvariantCulture, $"past {Math.Abs(summary.Score(outside[0].Value!.Value, FloorOf(suspicion.Observation))):0.0}"),
        };
    }

    private static bool IsOutside(Observation observation, double value, RobustSummary past, ScanOptions options)
    {
        var score = past.Score(value, FloorOf(observation));
        return observation == Observation.TrafficLost ? score <= -options.Score || value <= options.LostShare * past.Median : score >= options.Score;
    }

    private static double? ValueOf(Observation observation, SignalLevels levels) => observation switch
    {
        Observation.ErrorsRising => levels.ErrorShare,
        Observation.LatencyRising => levels.Latency,
        Observation.BacklogRising => levels.Waiting,
        _ => levels.Rate ?? 0,
    };

    private static NoiseFloor FloorOf(Observation observation) => observation switch
    {
        Observation.ErrorsRising => Shares,
        Observation.LatencyRising => Seconds,
        Observation.BacklogRising => Messages,
        _ => Rates,
    };

    private static SignalLevels Usual(IEnumerable<SignalLevels> past)
    {
        var all = past.ToList();
        return new SignalLevels(Median(all.Select(levels => levels.Rate)), Median(all.Select(levels => (double?)(levels.Errors ?? 0))), Median(all.Select(levels => levels.Latency)), Median(all.Select(levels => levels.Waiting)));
    }

    private static double? Median(IEnumerable<double?> values)
    {
        var summary = RobustSummary.Of(values.OfType<double>());
        return summary.Count == 0 ? null : summary.Median;
    }

    private static string Words(Suspicion suspicion, double now, double usual) => suspicion.Observation switch
    {
        Observation.ErrorsRising => string.Create(CultureInfo.InvariantCulture, $"{now:P1} of the requests to Service {suspicion.Service.Service} fail, usually {usual:P1}"),
        Observation.LatencyRising => string.Create(CultureInfo.InvariantCulture, $"95 % of the requests to Service {suspicion.Service.Service} take up to {now:0.###} s, usually {usual:0.###} s"),
        Observation.BacklogRising => string.Create(CultureInfo.InvariantCulture, $"{now:0} messages wait for {suspicion.Service.Service}, usually {usual:0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Service {suspicion.Service.Service} receives {now:0.##} requests a second, usually {usual:0.##}"),
    };
}

/// <summary>The golden signals of a service at one moment.</summary>
public sealed record LevelPoint(DateTimeOffset At, SignalLevels Levels);
