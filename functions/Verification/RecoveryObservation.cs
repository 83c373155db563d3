using System.Text.Json.Serialization;
using Autocura.Diagnosis;

namespace Autocura.Verification;

/// <summary>What the cluster and the metrics source said at one moment of a verification.</summary>
public sealed record RecoveryObservation
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the workload does not exist or could not be read; the gaps tell which.</summary>
    public WorkloadView? State { get; init; }

    public IReadOnlyList<PodView> Pods { get; init; } = [];

    public IReadOnlyList<ServiceView> Services { get; init; } = [];

    /// <summary>How each alert stands that has not been reported resolved.</summary>
    public IReadOnlyList<AlertReading> Alerts { get; init; } = [];

    public TrafficReading Traffic { get; init; } = TrafficReading.NotAsked;

    public LatencyReading Latency { get; init; } = new();

    /// <summary>How everything stands that the plan's author wants to hold.</summary>
    public IReadOnlyList<CriterionReading> Prescribed { get; init; } = [];

    /// <summary>What could not be read of the cluster, as in <see cref="Evidence.Gaps"/>.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>The reason why a part, one of <see cref="EvidencePart"/>, could not be read; null when it was.</summary>
    public string? GapOf(string part) => Gaps.FirstOrDefault(gap => gap.StartsWith($"{part}: "));
}

/// <summary>How one alert stands, and the source's own words.</summary>
public sealed record AlertReading(string Alert, AlertState State, string Detail)
{
    /// <summary>How far back its rule looks; zero where that is not known.</summary>
    public TimeSpan Reach { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertState>))]
public enum AlertState
{
    Clear,
    Pending,
    Firing,
    Unmeasurable,
}

/// <summary>
/// Requests to the workload's Services over the window. Ratios are 0 to 1; they are null where there were no requests. <paramref name="Usual"/> is
/// the error ratio from before the trouble, null when nobody knows it.
/// </summary>
public sealed record TrafficReading(TrafficState State, string Detail, double? ErrorRatio = null, double? RequestsPerSecond = null, double? Usual = null)
{
    /// <summary>Requests since the remedy took effect, and how many of them failed; null before that, and where it is not known.</summary>
    public RequestCount? SinceSettled { get; init; }

    public static readonly TrafficReading NotAsked = new(TrafficState.NotApplicable, "the workload has no Service, or no metrics source is configured");
}

/// <summary>Requests over a span, and those of them that failed. Fractions, as rates over windows give them.</summary>
public sealed record RequestCount(double All, double Failed);

[JsonConverter(typeof(JsonStringEnumConverter<TrafficState>))]
public enum TrafficState
{
    Measured,

    /// <summary>The source answered that there were no requests.</summary>
    NoRequests,

    /// <summary>A source is configured and did not answer.</summary>
    Unmeasurable,

    /// <summary>Nothing to ask about, or nobody to ask.</summary>
    NotApplicable,
}
