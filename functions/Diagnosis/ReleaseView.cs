namespace Autocura.Diagnosis;

/// <summary>One release (revision) of a workload.</summary>
public sealed record ReleaseView
{
    public required int Revision { get; init; }

    /// <summary>The ReplicaSet or ControllerRevision that keeps it.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Replicas { get; init; }

    public int ReadyReplicas { get; init; }

    public IReadOnlyList<ContainerView> Containers { get; init; } = [];

    /// <summary>What this release changed against the one before it, as short lines ("image of app: a:1 -> a:2"); at most 20.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
