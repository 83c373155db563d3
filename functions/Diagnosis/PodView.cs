namespace Autocura.Diagnosis;

/// <summary>A pod and what its containers say.</summary>
public sealed record PodView
{
    public required string Name { get; init; }

    /// <summary>Name of the ReplicaSet or other controller that owns it; empty when none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Name of the release (ReplicaSet or ControllerRevision) it runs; empty when that is not known.</summary>
    public string Release { get; init; } = "";

    public required string Phase { get; init; }

    public bool Ready { get; init; }

    /// <summary>Since when it has been ready; null while it is not.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    public string Node { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it is not scheduled, in the scheduler's words; null when it is.</summary>
    public string? Unschedulable { get; init; }

    public IReadOnlyList<ContainerStateView> Containers { get; init; } = [];
}

/// <summary>What one container does now, and how it last ended.</summary>
public sealed record ContainerStateView
{
    public required string Name { get; init; }

    public bool Ready { get; init; }

    public int Restarts { get; init; }

    /// <summary>Waiting reason (CrashLoopBackOff, ImagePullBackOff, ...); null when it does not wait.</summary>
    public string? Waiting { get; init; }

    public string? WaitingMessage { get; init; }

    /// <summary>Reason of its last end (OOMKilled, Error, Completed); null when it never ended.</summary>
    public string? LastEnd { get; init; }

    public int? LastExitCode { get; init; }

    public DateTimeOffset? LastEndAt { get; init; }

    /// <summary>Last lines of the run that ended, redacted, at most 2,000 characters; empty when there are none.</summary>
    public string LastLog { get; init; } = "";

    /// <summary>True for an init container.</summary>
    public bool IsInit { get; init; }

    /// <summary>Last lines of the present run, redacted, at most 1,000 characters; read only for few containers, empty otherwise.</summary>
    public string Log { get; init; } = "";

    internal bool WasKilledForMemory => LastEnd == "OOMKilled";
}
