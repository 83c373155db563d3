using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>
/// What the cluster said about a workload at one moment: bounded, redacted, and safe to keep in a history for ever.
/// Lists hold the worst first; what was cut off is counted, never silent.
/// </summary>
public sealed record Evidence
{
    public required WorkloadRef Workload { get; init; }

    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>When the trouble began: the earliest start of the incident's alerts.</summary>
    public required DateTimeOffset Onset { get; init; }

    /// <summary>Null when the workload no longer exists.</summary>
    public WorkloadView? State { get; init; }

    /// <summary>At most 20 pods, worst first.</summary>
    public IReadOnlyList<PodView> Pods { get; init; } = [];

    public int PodsInAll { get; init; }

    /// <summary>The workload's releases, newest first, at most 10.</summary>
    public IReadOnlyList<ReleaseView> Releases { get; init; } = [];

    /// <summary>Services that select the workload's pods.</summary>
    public IReadOnlyList<ServiceView> Services { get; init; } = [];

    /// <summary>At most 20 warnings about the workload, its replica sets and pods, newest first.</summary>
    public IReadOnlyList<EventView> Warnings { get; init; } = [];

    /// <summary>Alerts that fire or fired in this incident, at most 50.</summary>
    public IReadOnlyList<AlertSignal> Signals { get; init; } = [];

    /// <summary>Measured by the metrics source over the last minutes; null when it could not be measured.</summary>
    public double? ErrorRatio { get; init; }

    /// <summary>Requests per second over the last minutes; null when it could not be measured.</summary>
    public double? RequestRate { get; init; }

    /// <summary>How far back requests were counted.</summary>
    public TimeSpan MeasuredOver { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The objects around it, and what changed there; null when they were not asked for.</summary>
    public SurroundingsView? Surroundings { get; init; }

    /// <summary>What it calls and what calls it, those in trouble first; at most 12.</summary>
    public IReadOnlyList<NeighbourView> Neighbours { get; init; } = [];

    /// <summary>What the numbers say; null when no metrics source is configured.</summary>
    public MeasurementsView? Measurements { get; init; }

    /// <summary>What turned out to be the cause in earlier incidents.</summary>
    public Experience Experience { get; init; } = Experience.None;

    /// <summary>Set when the trouble comes and goes: a cause that is always there does not explain that.</summary>
    public Flapping? Flapping { get; init; }

    /// <summary>What its containers logged around the onset, kept outside the cluster: redacted lines, newest first, at most 12; empty where nothing is configured.</summary>
    public IReadOnlyList<string> ExternalLogs { get; init; } = [];

    /// <summary>What its pods say of themselves now and said before the onset, where an Instance has them asked: a line for each metric, what changed most first; at most 20.</summary>
    public IReadOnlyList<string> Scraped { get; init; } = [];

    /// <summary>What could not be read, and why: each lowers what the diagnosis may claim.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>True when the requests that were counted came after <paramref name="change"/> and after the trouble began: only then does their success say anything.</summary>
    public bool WasMeasuredSince(DateTimeOffset? change) => RequestRate > 0 && CollectedAt - MeasuredOver >= (change > Onset ? change.Value : Onset);

    /// <summary>True when that part, one of <see cref="EvidencePart"/>, could not be read.</summary>
    public bool Misses(string part) => Gaps.Any(gap => gap.StartsWith($"{part}: "));
}
