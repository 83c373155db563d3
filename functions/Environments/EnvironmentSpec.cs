using System.Text.Json.Serialization;
using Autocura.Planning;
using Autocura.Policies;

namespace Autocura.Environments;

/// <summary>What a ParallelEnvironment asks for, with every default in place.</summary>
public sealed record EnvironmentSpec
{
    public required string Source { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyList<EnvironmentWorkload> Workloads { get; init; }

    public EnvironmentContents Include { get; init; } = new();

    /// <summary>Entries of ConfigMaps that differ in the copy.</summary>
    public IReadOnlyList<ConfigChange> Config { get; init; } = [];

    public EnvironmentBounds Bounds { get; init; } = new();

    /// <summary>The change to try, as it would be done to the source.</summary>
    public IReadOnlyList<PlanStep> Actions { get; init; } = [];

    public IReadOnlyList<SuccessCriterion> Criteria { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    public PromotionMode Promotion { get; init; } = PromotionMode.Manual;

    /// <summary>The incident the change is for; empty when there is none.</summary>
    public string Issue { get; init; } = "";

    /// <summary>How long everything must hold: as long as the criterion that asks for the most, and a minute where none asks.</summary>
    [JsonIgnore]
    public TimeSpan HoldFor => Criteria.Count == 0 ? TimeSpan.FromMinutes(1) : Criteria.Max(criterion => criterion.Duration);
}

/// <summary>A workload to copy, and what is different in its copy.</summary>
public sealed record EnvironmentWorkload(string Kind, string Name)
{
    public int Replicas { get; init; } = 1;

    public IReadOnlyList<ContainerChange> Changes { get; init; } = [];
}
