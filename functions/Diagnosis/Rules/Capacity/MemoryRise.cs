using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>How fast memory grows, as a share an hour: of the limit where there is one, else of what was used before.</summary>
internal sealed record MemoryRise(string Signal, double PerHour, double Before, double Latest)
{
    public bool IsOfLimit => Signal == Measurements.Signal.MemoryShare;

    /// <summary>Until the limit is reached, if it goes on so.</summary>
    public TimeSpan Full => Hours((1 - Latest) / PerHour);

    /// <summary>From the use before the rise to the limit.</summary>
    public TimeSpan FromEmpty => Hours((1 - Before) / PerHour);

    /// <summary>The rise; null when memory does not rise, or was not measured.</summary>
    public static MemoryRise? Of(Evidence evidence)
    {
        if (evidence.Series(Measurements.Signal.MemoryShare) is { } share)
        {
            return Of(share, 1);
        }

        // Without a limit there is only its own past to compare with.
        return evidence.Series(Measurements.Signal.Memory) is { Before: > 0 } memory ? Of(memory, memory.Before.Value) : null;
    }

    public string InWords() => IsOfLimit
        ? $"it rises by {PerHour:0.#%} of its limit an hour, from {Before:0%} to {Latest:0%}"
        : $"it rises by {PerHour:0.#%} of what it used before an hour";

    // A series that climbs and stands no higher than before was pushed down in between by restarts: its slope still tells.
    private static MemoryRise? Of(SeriesView series, double whole) =>
        series is { SlopePerHour: > 0 and < double.PositiveInfinity, Latest: { } latest } && double.IsFinite(latest)
            ? new MemoryRise(series.Signal, series.SlopePerHour.Value / whole, (series.Before ?? latest) / whole, latest / whole)
            : null;

    // A year is as good as never, and spans have an end.
    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(Math.Clamp(hours, 0, 24 * 365));
}
