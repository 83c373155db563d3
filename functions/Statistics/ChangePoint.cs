namespace Autocura.Statistics;

/// <summary>A moment at which a series took another level, and how sure that is.</summary>
public sealed record ChangePoint
{
    /// <summary>The first observation at the new level.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last observation at the old level: the change itself lies between the two.</summary>
    public required DateTimeOffset LastBefore { get; init; }

    /// <summary>Median from the change before (or the beginning) to this one.</summary>
    public required double Before { get; init; }

    /// <summary>Median from this change to the next (or the end).</summary>
    public required double After { get; init; }

    /// <summary>(After - Before) / interquartile range before, floored: <see cref="RobustSummary.ShiftTo"/>.</summary>
    public required double Shift { get; init; }

    /// <summary>Bound on the probability of such a change in noise, over all moments at which it might have been seen.</summary>
    public required double PValue { get; init; }
}
