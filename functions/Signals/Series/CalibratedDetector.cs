namespace Autocura.Signals.Series;

/// <summary>
/// What single methods share: a method measures how far out a point lies, in any unit, and its own history of that measure says how rare it is (<see cref="TailCalibration"/>). So every
/// method keeps the same false-alarm rate, whatever the distribution of the series. After a gap what is short-lived is forgotten, and what was learned stays.
/// </summary>
/// <param name="step">The usual time between two points.</param>
public abstract class CalibratedDetector(TimeSpan step) : ISeriesDetector
{
    private readonly TailCalibration tail = new();
    private readonly PointIntake intake = new(step);

    public abstract string Name { get; }

    /// <summary>As long as the method learns, and then the calibration of its measure.</summary>
    public int WarmUp => Learning + TailCalibration.Fewest;

    /// <summary>The usual time between two points.</summary>
    protected TimeSpan Step { get; } = step;

    /// <summary>How many points the method needs before its measure means something.</summary>
    protected abstract int Learning { get; }

    public double Next(SeriesPoint point)
    {
        if (!intake.Takes(point))
        {
            return 0;
        }

        if (intake.IsAfterGap)
        {
            Interrupt();
        }

        var measure = Measure(point);
        if (intake.Seen <= Learning)
        {
            return 0;
        }

        var rarity = tail.Rarity(measure);
        tail.Add(measure);
        return rarity;
    }

    /// <summary>How far out the point lies, not negative; and learns from it.</summary>
    protected abstract double Measure(SeriesPoint point);

    /// <summary>Points are missing: what only holds from one point to the next is forgotten.</summary>
    protected virtual void Interrupt()
    {
    }
}
