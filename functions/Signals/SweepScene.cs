using Autocura.Signals.Looks;

namespace Autocura.Signals;

/// <summary>What one look saw of one namespace, as far as detectors ask. Of pods only those that are in trouble or have restarted are kept.</summary>
public sealed record SweepScene
{
    public required string Namespace { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required SweepOptions Terms { get; init; }

    /// <summary>What was read. An empty list of a part that was not read says nothing.</summary>
    public required SceneParts Seen { get; init; }

    public IReadOnlyList<WorkloadLook> Workloads { get; init; } = [];

    public IReadOnlyList<PodLook> Pods { get; init; } = [];

    public IReadOnlyList<ServiceLook> Services { get; init; } = [];

    public IReadOnlyList<ClaimLook> Claims { get; init; } = [];

    public IReadOnlyList<AutoscalerLook> Autoscalers { get; init; } = [];

    public IReadOnlyList<JobLook> Jobs { get; init; } = [];

    public IReadOnlyList<CreationRefusal> Refusals { get; init; } = [];

    /// <summary>Custom resources that operators make workloads from, of the kinds that are known.</summary>
    public IReadOnlyList<OwnerLook> Owners { get; init; } = [];

    /// <summary>Nodes of the cluster that are in trouble, by name.</summary>
    public IReadOnlyDictionary<string, NodeLook> Nodes { get; init; } = new Dictionary<string, NodeLook>();

    /// <summary>Restart counts of earlier looks, by <see cref="RestartSample.KeyOf"/>.</summary>
    public IReadOnlyDictionary<string, RestartSample> Restarts { get; init; } = new Dictionary<string, RestartSample>();

    /// <summary>Who wrote what of earlier looks, by workload.</summary>
    public IReadOnlyDictionary<Subject, WriterTrail> Writers { get; init; } = new Dictionary<Subject, WriterTrail>();

    public bool Has(SceneParts parts) => (Seen & parts) == parts;
}

/// <summary>The parts of a scene.</summary>
[Flags]
public enum SceneParts
{
    None = 0,
    Workloads = 1,
    Pods = 2,
    Services = 4,
    Claims = 8,
    Autoscalers = 16,
    Jobs = 32,
    Refusals = 64,
    Nodes = 128,
    Owners = 256,
}
