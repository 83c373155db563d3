using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// As <see cref="SeasonalResidualDetector"/>, of the exponentially weighted mean of the differences over about <see cref="Points"/> points: sees the slow and the small that lasts (a leak, a
/// degradation, a peak that does not come), which no single point shows.
/// </summary>
public sealed class SeasonalDriftDetector(TimeSpan step) : CalibratedDetector(step)
{
    // Three hours of five-minute points.
    private const double Points = 36;
    private const double Memory = 2000;
    private const double LevelWeight = 0.03;

    private readonly DailyProfile profile = new(step, LevelWeight);
    private readonly RunningMean distance = new(Memory);
    private double drift;

    public override string Name => "seasonal-drift";

    protected override int Learning => 30;

    protected override double Measure(SeriesPoint point)
    {
        drift += (profile.Residual(point) - drift) / Points;
        var measure = Math.Abs(drift) / Math.Max(distance.Value, NoiseFloor.Default.At(profile.Expected) / Math.Sqrt(Points));
        distance.Add(Math.Abs(drift));
        return measure;
    }

    /// <summary>A drift runs from point to point: it begins anew.</summary>
    protected override void Interrupt() => drift = 0;
}
