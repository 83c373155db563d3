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

    /// <summary>The profile of a container to which this happens, so many times over.</summary>
    public ImageProfile ApplyTo(ImageProfile profile, double times, double leakBegins) => profile with
    {
        ErrorRate = 1 - ((1 - profile.ErrorRate) * (1 - Math.Min(1, ErrorRate * times))),
        LatencyMs = (profile.LatencyMs * LatencyFactor) + (DelayMs * times),
        CpuMillis = profile.CpuMillis + (CpuMillis * times),
        MemoryMi = profile.MemoryMi + (MemoryMi * times),
        MemoryGrowsMiPerSecond = profile.MemoryGrowsMiPerSecond + (MemoryGrowsMiPerSecond * times),
        LeaksAfterSeconds = MemoryGrowsMiPerSecond > 0 ? leakBegins : profile.LeaksAfterSeconds,
        Capacity = profile.Capacity * CapacityFactor,
        Listens = Refuse ? [] : profile.Listens,
        Hangs = profile.Hangs || Hang,
        Crash = Crash ?? profile.Crash,
        Log = [.. profile.Log, .. Log],
    };
}
