namespace Autocura.Signals.Series;

/// <summary>
/// How much less a series moves from point to point than it used to: the logarithm of the mean step over <see cref="Points"/> points, in its own standard deviations below its own mean.
/// Sees what stands still that never did: an exporter that repeats itself, a client that went away. A series that never moved is not quieter than usual.
/// </summary>
public sealed class QuietDetector(TimeSpan step) : CalibratedDetector(step)
{
    // Three hours of five-minute points.
    private const int Points = 36;

    // Steps below a ten thousandth of the level are none.
    private const double SmallestStep = 1e-4;
    private const double SmallestMove = 1e-9;
    private const double SmallestDeviation = 0.05;
    private const double Memory = 500;

    private readonly MovingMean steps = new(Points);
    private double before = double.NaN;
    private double mean = double.NaN;
    private double variance;
    private double seen;

    public override string Name => "quiet";

    protected override int Learning => 2 * Points;

    protected override double Measure(SeriesPoint point)
    {
        var moved = Math.Abs(point.Value - before);
        before = point.Value;
        var average = double.IsNaN(moved) ? double.NaN : steps.Add(moved);
        return double.IsNaN(average) ? 0 : Below(Math.Log(Math.Max(0, average) + (SmallestStep * Math.Abs(point.Value)) + SmallestMove));
    }

    /// <summary>The move over a gap is no step.</summary>
    protected override void Interrupt() => before = double.NaN;

    private double Below(double level)
    {
        seen = Math.Min(Memory, seen + 1);
        var off = double.IsNaN(mean) ? 0 : level - mean;
        mean = double.IsNaN(mean) ? level : mean + (off / seen);
        var measure = Math.Max(0, -off) / Math.Max(Math.Sqrt(variance), SmallestDeviation);
        variance = (1 - (1 / seen)) * (variance + (off * off / seen));
        return measure;
    }
}
