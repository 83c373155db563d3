using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// One step in the life of a container, as data: in which phases it applies and to which objects, how long it waits, and what it changes. The phases are
/// the node's own (they tell a container that is being pulled from one that is being created, where the API shows one reason for both).
/// </summary>
internal sealed record Stage
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The phases it leaves.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>What must hold of the pod, the container, its status, its image and the facts. All of it.</summary>
    public IReadOnlyList<StageCondition> When { get; init; } = [];

    public StageDelay Delay { get; init; } = new();

    /// <summary>The phase it enters.</summary>
    public required string To { get; init; }

    /// <summary>Keeps counting time from when the phase before was entered.</summary>
    public bool KeepSince { get; init; }

    /// <summary>Fields of the container status, each replaced whole. Text may hold places to fill, such as <c>{container.name}</c>.</summary>
    public JsonObject Status { get; init; } = [];

    /// <summary>What the node remembers, each field replaced whole.</summary>
    public JsonObject Runtime { get; init; } = [];

    /// <summary>Counters to add one to: <c>runtime.crashes</c>, <c>status.restartCount</c>.</summary>
    public IReadOnlyList<string> Count { get; init; } = [];

    /// <summary>Whether the node has the image from now on.</summary>
    public bool KeepsImage { get; init; }

    public IReadOnlyList<StageEvent> Events { get; init; } = [];
}

/// <summary>A test of one value, found by its path. The operators that are given must all hold.</summary>
internal sealed record StageCondition
{
    public required string Key { get; init; }

    public JsonNode? Equal { get; init; }

    public bool? Exists { get; init; }

    public double? AtLeast { get; init; }

    public double? AtMost { get; init; }
}

/// <summary>
/// How long a stage waits. <see cref="Seconds"/> is a number or the path of one; jitter is the share by which the wait may be longer, drawn from the seed.
/// </summary>
internal sealed record StageDelay
{
    public JsonNode? Seconds { get; init; }

    public double Jitter { get; init; }

    /// <summary>Path of the instant to count from; the entry into the phase when not given.</summary>
    public string? Since { get; init; }

    public StageBackOff? BackOff { get; init; }
}

/// <summary>A wait that doubles: <see cref="First"/> seconds for a count of <see cref="Starting"/>, twice that for the next, never above <see cref="Most"/>.</summary>
internal sealed record StageBackOff
{
    public required string Count { get; init; }

    public int Starting { get; init; } = 1;

    public required double First { get; init; }

    public required double Most { get; init; }

    public double Seconds(int count) => Math.Min(Most, First * Math.Pow(2, Math.Max(0, count - Starting)));
}

/// <summary>An event the stage leaves. <see cref="About"/> is <c>container</c> or <c>node</c>.</summary>
internal sealed record StageEvent
{
    public string Type { get; init; } = "Normal";

    public required string Reason { get; init; }

    public required string Message { get; init; }

    public string About { get; init; } = "container";
}
