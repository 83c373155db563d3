using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// How many standard deviations a value lies outside of the exponentially weighted mean (Roberts 1959), both of which forget what is older than about <c>1 / Weight</c> points: it sees
/// sudden moves, and takes a slow one for usual. One value moves mean and deviation by no more than three deviations would.
/// </summary>
public sealed class EwmaBandDetector(TimeSpan step) : CalibratedDetector(step)
{
    // An average age of twenty points; control charts use 0.05 to 0.25, and the smaller sees smaller shifts.
    private const double Weight = 0.05;
    private const double MostDeviations = 3;

    private double mean = double.NaN;
    private double variance;
    private int points;

    public override string Name => "ewma-band";

    protected override int Learning => 40;

    protected override double Measure(SeriesPoint point)
    {
        if (double.IsNaN(mean))
        {
            (mean, points) = (point.Value, 1);
            return 0;
        }

        var deviation = Math.Max(Math.Sqrt(variance), NoiseFloor.Default.At(mean));
        var off = point.Value - mean;
        // While it starts, each point weighs as in a plain average.
        var weight = Math.Max(Weight, 1.0 / ++points);
        var bounded = points <= Learning ? off : Math.Clamp(off, -MostDeviations * deviation, MostDeviations * deviation);
        mean += weight * bounded;
        variance = (1 - weight) * (variance + (weight * bounded * bounded));
        return Math.Abs(off) / deviation;
    }

    /// <summary>The mean holds from one point to the next; how wide the series moves outlives a gap.</summary>
    protected override void Interrupt() => points = Math.Min(points, 3);
}
