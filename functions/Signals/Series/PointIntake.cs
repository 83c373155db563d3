namespace Autocura.Signals.Series;

/// <summary>Which points of a series count: measured, and newer than the one before. It says when points are missing between two that count.</summary>
/// <param name="step">The usual time between two points.</param>
internal sealed class PointIntake(TimeSpan step)
{
    // As long as the longest short memory of a method: over fewer missing points it goes on, after more it would mix two times.
    private const int StepsOfGap = 36;

    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <summary>How many points counted.</summary>
    public int Seen { get; private set; }

    /// <summary>Whether points were missing before the newest that counted.</summary>
    public bool IsAfterGap { get; private set; }

    public bool Takes(SeriesPoint point)
    {
        if (!double.IsFinite(point.Value) || point.At <= last)
        {
            return false;
        }

        IsAfterGap = Seen > 0 && point.At - last > StepsOfGap * step;
        last = point.At;
        Seen++;
        return true;
    }
}
