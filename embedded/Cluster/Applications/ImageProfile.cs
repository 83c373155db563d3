namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// What an image does when it runs, and how well it serves. Seconds are simulated seconds; memory is what the process needs, whatever its limit.
/// </summary>
public sealed record ImageProfile
{
    /// <summary>The reference, with its tag; may hold <c>*</c> for any text.</summary>
    public string Image { get; init; } = "*";

    /// <summary>Whether the registry has it.</summary>
    public bool Exists { get; init; } = true;

    public double PullSeconds { get; init; } = 0.8;

    /// <summary>From start until the process listens.</summary>
    public double StartSeconds { get; init; } = 0.6;

    /// <summary>From the request to stop until the process has ended.</summary>
    public double StopSeconds { get; init; } = 0.4;

    /// <summary>The ports the process listens on; those its container declares, when not given.</summary>
    public IReadOnlyList<int>? Listens { get; init; }

    /// <summary>Memory at rest.</summary>
    public double MemoryMi { get; init; } = 32;

    /// <summary>How long the memory takes to grow to what it needs at rest.</summary>
    public double MemoryGrowsForSeconds { get; init; } = 1;

    public double CpuMillis { get; init; } = 5;

    /// <summary>Requests a second that one instance can serve.</summary>
    public double Capacity { get; init; } = 200;

    /// <summary>Share of requests answered with 500.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Median time of an answer, without what it waits for others.</summary>
    public double LatencyMs { get; init; } = 8;

    public ImageCrash? Crash { get; init; }

    /// <summary>When the process ends by itself and well, as a task does; null for one that serves.</summary>
    public double? CompletesAfterSeconds { get; init; }

    /// <summary>What it writes to its log.</summary>
    public IReadOnlyList<ImageLogLine> Log { get; init; } = [];
}

/// <summary>How a process fails: when, with which exit code, and its last words.</summary>
public sealed record ImageCrash(double AfterSeconds, int ExitCode, IReadOnlyList<string> Log);

/// <summary>A line of a log: so long after the start, and again at each period when one is given.</summary>
public sealed record ImageLogLine(double AfterSeconds, string Text, double? EverySeconds = null);
