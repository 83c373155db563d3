using System.Text.Json.Nodes;

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

    /// <summary>Memory for each request a second.</summary>
    public double MemoryMiPerRequest { get; init; }

    /// <summary>A leak.</summary>
    public double MemoryGrowsMiPerSecond { get; init; }

    /// <summary>How long after its start the leak begins.</summary>
    public double LeaksAfterSeconds { get; init; }

    /// <summary>CPU at rest.</summary>
    public double CpuMillis { get; init; } = 5;

    /// <summary>CPU for each request a second.</summary>
    public double CpuMillisPerRequest { get; init; }

    /// <summary>Requests a second that one instance can serve.</summary>
    public double Capacity { get; init; } = 200;

    /// <summary>Share of requests answered with 500.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Median time of an answer, without what it waits for others.</summary>
    public double LatencyMs { get; init; } = 8;

    public ImageCrash? Crash { get; init; }

    /// <summary>When the process ends by itself and well, as a task does; null for one that serves.</summary>
    public double? CompletesAfterSeconds { get; init; }

    /// <summary>The process ends only when it is told to, though it should by itself: a task that hangs.</summary>
    public bool Hangs { get; init; }

    /// <summary>An address, <c>host:port</c>, that must accept connections before the process ends.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Requests a second that one instance makes to the API server.</summary>
    public double ApiRequestsPerSecond { get; init; }

    /// <summary>The kinds of processor that it runs on.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = ["amd64", "arm64"];

    /// <summary>The commands it has, beside those of <see cref="Processes"/>; any command will do, when not given.</summary>
    public IReadOnlyList<string>? Executables { get; init; }

    /// <summary>
    /// What it does instead when it is started with another command: by the command's name, or by a pattern (with <c>*</c>) for command and arguments. Fields
    /// that are given replace those above.
    /// </summary>
    public IReadOnlyDictionary<string, JsonObject> Processes { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>Why the container cannot be started, in the runtime's words; null when it can.</summary>
    public string? StartError { get; init; }

    /// <summary>What it writes to its log.</summary>
    public IReadOnlyList<ImageLogLine> Log { get; init; } = [];
}

/// <summary>How a process fails: when, with which exit code, and its last words.</summary>
public sealed record ImageCrash(double AfterSeconds, int ExitCode, IReadOnlyList<string> Log);

/// <summary>A line of a log: so long after the start, and again at each period when one is given.</summary>
public sealed record ImageLogLine(double AfterSeconds, string Text, double? EverySeconds = null);
