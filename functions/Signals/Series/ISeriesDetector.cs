namespace Autocura.Signals.Series;

/// <summary>
/// Judges the points of one series, one by one and in order. What it says of a point is its rarity: −log10 of the probability that a usual point of this series lies as far out, so
/// that 3 means once in a thousand points, whatever the method. The cost of a point does not grow with the series, and nothing is allocated for it.
/// </summary>
public interface ISeriesDetector
{
    /// <summary>The method, as tables and alerts name it.</summary>
    string Name { get; }

    /// <summary>How many measured points it must have seen before it judges one.</summary>
    int WarmUp { get; }

    /// <summary>Takes the next point and says how rare it is; 0 while it warms up, and of a point that was not measured or is no newer than the one before.</summary>
    double Next(SeriesPoint point);
}
