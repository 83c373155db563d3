namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>What an effect does. Shares are 0 to 1; factors multiply; everything else is added.</summary>
internal sealed record Consequence
{
    /// <summary>Share of answers that are errors.</summary>
    public double ErrorRate { get; init; }

    public double LatencyFactor { get; init; } = 1;

    public double DelayMs { get; init; }

    public double CpuMillis { get; init; }

    public double MemoryMi { get; init; }

    public double MemoryGrowsMiPerSecond { get; init; }

    public double CapacityFactor { get; init; } = 1;

    /// <summary>Calls, or requests of users, as a multiple of the usual number.</summary>
    public double RequestsFactor { get; init; } = 1;

    /// <summary>The process runs and listens nowhere.</summary>
    public bool Refuse { get; init; }

    /// <summary>The process never ends, though it should: an init container that hangs.</summary>
    public bool Hang { get; init; }

    public ImageCrash? Crash { get; init; }

    /// <summary>Lines of log while it lasts: those of the pod, or on an edge those of the caller.</summary>
    public IReadOnlyList<ImageLogLine> Log { get; init; } = [];
}
