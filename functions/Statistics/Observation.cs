namespace Autocura.Statistics;

/// <summary>One measured value. NaN and infinity mean "not measured" to everything in this folder, and are left out.</summary>
public readonly record struct Observation(DateTimeOffset At, double Value)
{
    /// <summary>The measured ones, oldest first.</summary>
    internal static Observation[] Measured(IEnumerable<Observation> series) => [.. series.Where(one => double.IsFinite(one.Value)).OrderBy(one => one.At)];
}
