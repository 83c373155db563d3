using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// The larger of the two cumulative sums of Page (1954), upwards and downwards, of deviations from the median of the newest <see cref="Window"/> points in spreads, each less half a spread:
/// it adds up what is too small to be seen in one point, and sees a lasting shift of one spread soonest of all methods. A point adds at most four spreads, so one spike is no shift.
/// </summary>
public sealed class CusumDetector(TimeSpan step) : CalibratedDetector(step)
{
    private const int Window = 512;

    // Half of the smallest shift worth finding, which is one spread (Page 1954; Montgomery, Statistical Quality Control).
    private const double Slack = 0.5;
    private const double MostAPoint = 4;

    // A sum that stands this high has said what it has to say; without a bound it would take as long to fall as the trouble lasted.
    private const double Highest = 50;

    private readonly SortedWindow past = new(Window);
    private double upward;
    private double downward;

    public override string Name => "cusum";

    protected override int Learning => 30;

    protected override double Measure(SeriesPoint point)
    {
        if (past.Count >= Learning)
        {
            var score = Math.Clamp((point.Value - past.Median) / Math.Max(past.Spread, NoiseFloor.Default.At(past.Median)), -MostAPoint, MostAPoint);
            upward = Math.Clamp(upward + score - Slack, 0, Highest);
            downward = Math.Clamp(downward - score - Slack, 0, Highest);
        }

        past.Add(point.Value);
        return Math.Max(upward, downward);
    }

    /// <summary>Sums run from point to point: they begin anew.</summary>
    protected override void Interrupt() => (upward, downward) = (0, 0);
}
