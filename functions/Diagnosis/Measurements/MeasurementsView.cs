namespace Autocura.Diagnosis.Measurements;

/// <summary>What the numbers say about a workload and the services around it, before and after the trouble began.</summary>
public sealed record MeasurementsView
{
    /// <summary>The workload's own golden signals.</summary>
    public IReadOnlyList<SeriesView> Series { get; init; } = [];

    /// <summary>Services whose series changed most at the onset, the likeliest origin first; at most 5.</summary>
    public IReadOnlyList<SuspectView> Suspects { get; init; } = [];
}

/// <summary>One series around the onset, in few numbers.</summary>
public sealed record SeriesView
{
    /// <summary>One of <see cref="Signal"/>.</summary>
    public required string Signal { get; init; }

    /// <summary>Median before the change (or before the onset, when nothing changed).</summary>
    public double? Before { get; init; }

    /// <summary>Median after it.</summary>
    public double? After { get; init; }

    /// <summary>Robust size of the change: (median after - median before) / (IQR before, floored); 0 when nothing changed.</summary>
    public double Shift { get; init; }

    /// <summary>When it changed; null when no change point was found.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Slope of the last part in units per hour, from a robust fit (Theil-Sen); null with too few points.</summary>
    public double? SlopePerHour { get; init; }

    /// <summary>Where the series stands now.</summary>
    public double? Latest { get; init; }

    public int Points { get; init; }
}

/// <summary>The signals that are read per workload.</summary>
public static class Signal
{
    public const string RequestRate = "request_rate";
    public const string ErrorRatio = "error_ratio";
    public const string LatencyP95 = "latency_p95";

    /// <summary>Cores used by its containers.</summary>
    public const string Cpu = "cpu";

    /// <summary>Share of CPU periods that were throttled, 0 to 1.</summary>
    public const string CpuThrottling = "cpu_throttling";

    /// <summary>Working set, in bytes.</summary>
    public const string Memory = "memory";

    /// <summary>Working set as a share of the limit, 0 to 1.</summary>
    public const string MemoryShare = "memory_share";

    /// <summary>Restarts of its containers per hour.</summary>
    public const string Restarts = "restarts";

    /// <summary>Entries that wait in a queue it consumes.</summary>
    public const string QueueLag = "queue_lag";
}

/// <summary>A service that may be where the trouble began, by its numbers alone.</summary>
public sealed record SuspectView(string Service, string Signal, double Score, DateTimeOffset? ChangedAt);
