using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// How far a value lies from what is usual at its time of day (<see cref="DailyProfile"/>), over the mean distance of the last <see cref="Memory"/> points. The scale is a slow one on
/// purpose: one that follows the noise of the hour would take the beginning of a trouble for a noisy hour.
/// </summary>
public sealed class SeasonalResidualDetector(TimeSpan step) : CalibratedDetector(step)
{
    private const double Memory = 2000;

    // A change of level is taken for usual after some thirty points.
    private const double LevelWeight = 0.03;

    private readonly DailyProfile profile = new(step, LevelWeight);
    private readonly RunningMean distance = new(Memory);

    public override string Name => "seasonal-residual";

    protected override int Learning => 30;

    protected override double Measure(SeriesPoint point)
    {
        var off = Math.Abs(profile.Residual(point));
        var measure = off / Math.Max(distance.Value, NoiseFloor.Default.At(profile.Expected));
        distance.Add(off);
        return measure;
    }
}
