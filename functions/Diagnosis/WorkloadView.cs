namespace Autocura.Diagnosis;

/// <summary>A workload's declared and observed state.</summary>
public sealed record WorkloadView
{
    public required string Uid { get; init; }

    public required int Replicas { get; init; }

    public int UpdatedReplicas { get; init; }

    public int ReadyReplicas { get; init; }

    public int AvailableReplicas { get; init; }

    /// <summary>Pods of every release together; more than <see cref="Replicas"/> while old ones are still there. Null when not reported.</summary>
    public int? PodsOfAllReleases { get; init; }

    public long Generation { get; init; }

    public long ObservedGeneration { get; init; }

    public bool Paused { get; init; }

    /// <summary>How it replaces its pods.</summary>
    public RolloutView? Rollout { get; init; }

    /// <summary>The release it wants to run: the deployment's revision number, or 0 when it keeps none.</summary>
    public int Revision { get; init; }

    public IReadOnlyList<ContainerView> Containers { get; init; } = [];

    /// <summary>What its pods ask of the place where they run.</summary>
    public PlacementView Placement { get; init; } = new();

    /// <summary>The pod template's labels: what a Service's selector is matched with.</summary>
    public IReadOnlyDictionary<string, string> PodLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the workload that guardrails and owners read (autocura.io/*, GitOps, Helm, KEDA).</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The same of its namespace.</summary>
    public IReadOnlyDictionary<string, string> NamespaceAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Who wrote which part of the spec last, newest first.</summary>
    public IReadOnlyList<ChangeView> Changes { get; init; } = [];

    /// <summary>Name of the HorizontalPodAutoscaler or ScaledObject that owns the replicas, if any.</summary>
    public string? ScaledBy { get; init; }

    /// <summary>Replicas the cluster remembers from before: the autoscaler's minimum, or the newest release that ran; null when nothing tells.</summary>
    public int? ReplicasBefore { get; init; }

    /// <summary>How long a rollout may take before the cluster calls it failed. Kubernetes' own default is ten minutes.</summary>
    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that the largest node it runs on can give to pods; null when that was not read.</summary>
    public long? NodeMemory { get; init; }

    /// <summary>True when every replica is updated, ready and observed, and none of an older release is left.</summary>
    public bool IsSettled => Replicas == UpdatedReplicas && Replicas == ReadyReplicas && Replicas == AvailableReplicas
        && (PodsOfAllReleases ?? Replicas) == Replicas && ObservedGeneration >= Generation;
}

/// <summary>One writer's latest change to an object, from its managed fields.</summary>
public sealed record ChangeView(string Manager, string Operation, DateTimeOffset At, IReadOnlyList<string> Fields);
