namespace Autocura.Dashboard;

/// <summary>The series that could be read, and why others could not.</summary>
public sealed record SeriesReading(IReadOnlyList<PlottedSeries> Series, IReadOnlyList<string> Gaps);

/// <summary>One signal of a workload, oldest point first.</summary>
/// <param name="Signal">One of <see cref="Autocura.Diagnosis.Measurements.Signal"/>.</param>
/// <param name="Points">At most 240, and one more.</param>
public sealed record PlottedSeries(string Signal, IReadOnlyList<PlottedPoint> Points)
{
    /// <summary>The median before it changed; null when nothing was measured then.</summary>
    public double? Usual { get; init; }

    /// <summary>What recovery is measured against; null for a signal that is not judged by a limit.</summary>
    public double? Limit { get; init; }

    /// <summary>When it changed; null when it did not.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>How far, in robust spreads; 0 when it did not change.</summary>
    public double Shift { get; init; }
}

/// <summary>One value of a series.</summary>
public readonly record struct PlottedPoint(DateTimeOffset At, double Value);
