using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Neighbours;

/// <summary>A workload that calls this one or is called by it, and how it is: enough to tell a victim from a culprit.</summary>
public sealed record NeighbourView
{
    public required WorkloadRef Workload { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>Steps away: 1 is called directly.</summary>
    public int Distance { get; init; } = 1;

    /// <summary>What told of the connection: metrics, an annotation, or an address in the pod template ("CART_ADDR").</summary>
    public required string Source { get; init; }

    /// <summary>Names of the Services in front of it, by which metrics may know it; at most 3.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    public int Replicas { get; init; }

    public int ReadyReplicas { get; init; }

    /// <summary>Over the last minutes; null when it could not be measured.</summary>
    public double? ErrorRatio { get; init; }

    /// <summary>The 95th percentile in seconds; null when it could not be measured.</summary>
    public double? Latency { get; init; }

    /// <summary>Share of our calls to it that fail, as the caller sees it; null when that is not measured.</summary>
    public double? FailedCalls { get; init; }

    /// <summary>When its numbers changed; null when they did not, or are not known.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What is wrong with it in a line ("0 of 1 pods ready: CrashLoopBackOff"); empty when nothing is seen.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>When its newest release began; null when it has only one.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>This workload calls it.</summary>
    Dependency,

    /// <summary>It calls this workload.</summary>
    Dependant,
}
