namespace Autocura.Signals.Scanning;

/// <summary>
/// One dial over the thresholds of the scan. A factor f = 10^(0.8 − s) of the sensitivity s stretches how far a value must lie from its past: the score and the step of errors
/// by f, what is "times the usual" by f above one, and the share to which traffic must fall to its power f. At 0.8, the default, f is 1; at 1 it is 0.63, at 0.5 it is 2,
/// at 0 it is 6.3. How long a deviation must last does not change.
/// </summary>
public static class Sensitivity
{
    /// <summary>The sensitivity at which every threshold is as it is set.</summary>
    public const double Usual = 0.8;

    private const double LargestErrorStep = 0.95;

    /// <summary>The options with their thresholds at their sensitivity.</summary>
    public static ScanOptions Sensed(this ScanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var factor = Math.Pow(10, Usual - options.Sensitivity);
        return options with
        {
            Sensitivity = Usual,
            Score = Math.Max(1, options.Score * factor),
            ErrorStep = Math.Min(LargestErrorStep, options.ErrorStep * factor),
            LatencyTimes = Times(options.LatencyTimes, factor),
            SurgeTimes = Times(options.SurgeTimes, factor),
            BacklogTimes = Times(options.BacklogTimes, factor),
            LostShare = Math.Pow(options.LostShare, factor),
        };
    }

    private static double Times(double usual, double factor) => 1 + ((usual - 1) * factor);
}
