using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// How many spreads a value lies from the median of the newest <see cref="Window"/> points. Neither is moved by a quarter of wild values, so a long trouble does not become usual before a
/// quarter of the window has passed. Blind to where in the day a point lies, and to order.
/// </summary>
public sealed class RobustZDetector(TimeSpan step) : CalibratedDetector(step)
{
    private const int Window = 512;

    private readonly SortedWindow past = new(Window);

    public override string Name => "robust-z";

    protected override int Learning => 30;

    protected override double Measure(SeriesPoint point)
    {
        var measure = past.Count == 0 ? 0 : Math.Abs(point.Value - past.Median) / Math.Max(past.Spread, NoiseFloor.Default.At(past.Median));
        past.Add(point.Value);
        return measure;
    }
}
