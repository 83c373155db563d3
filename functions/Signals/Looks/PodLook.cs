namespace Autocura.Signals.Looks;

/// <summary>A pod in a sweep. One that is being deleted or has run to its end is never among them.</summary>
public sealed record PodLook(string Name)
{
    /// <summary>The workload it belongs to by its owner's name; null for a pod of a Job or of nobody.</summary>
    public Subject? Workload { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool IsReady { get; init; }

    /// <summary>When it last ceased to be ready, or when it was created when it never was.</summary>
    public DateTimeOffset NotReadySince { get; init; }

    /// <summary>What its startup probes allow it before it may be called late.</summary>
    public TimeSpan StartupAllowance { get; init; }

    public string Node { get; init; } = "";

    /// <summary>The scheduler's words when no node takes it; null otherwise.</summary>
    public string? Unschedulable { get; init; }

    public DateTimeOffset? UnschedulableSince { get; init; }

    /// <summary>Claims it mounts.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    public IReadOnlyList<ContainerLook> Containers { get; init; } = [];

    /// <summary>True when one of its containers waits for something that is wrong, which says more than that the pod is not ready.</summary>
    public bool IsStuck => Unschedulable is not null || Containers.Any(container => container.Waiting is not null and not ("ContainerCreating" or "PodInitializing"));
}

/// <summary>A container's state: why it waits, how often it was started again, and how it last ended.</summary>
public sealed record ContainerLook(string Name)
{
    public string? Waiting { get; init; }

    public string Message { get; init; } = "";

    public int Restarts { get; init; }

    public string? LastEnd { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? LastEndAt { get; init; }
}
