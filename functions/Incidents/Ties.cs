namespace Autocura.Incidents;

/// <summary>
/// What a diagnosed incident may share with another: drawn from its own evidence alone and not changed until the next diagnosis, so that whoever compares
/// two incidents comes to the same answer. Objects are texts ("ConfigMap shop/flags"), workloads digests.
/// </summary>
public sealed record Ties
{
    /// <summary>When the trouble began.</summary>
    public required DateTimeOffset Onset { get; init; }

    /// <summary>The most probable cause, one of the causes of the diagnosis.</summary>
    public required string Cause { get; init; }

    public required double Probability { get; init; }

    /// <summary>It is certain of a cause of its own, or that nothing is wrong: it waits for nobody.</summary>
    public bool CauseIsOwn { get; init; }

    /// <summary>False when nothing is wrong, or nobody knows what: then nothing is gained by waiting for it.</summary>
    public bool CauseIsKnown { get; init; }

    /// <summary>Whether its diagnosis proposes anything to be done.</summary>
    public bool HasRemedy { get; init; }

    /// <summary>The workload that the diagnosis holds for the origin; null when it is this one, or none.</summary>
    public WorkloadRef? Origin { get; init; }

    /// <summary>The object at fault when it is no workload; empty otherwise.</summary>
    public string Culprit { get; init; } = "";

    /// <summary>The namespace of the object at fault; empty for a cluster-wide one and when there is none.</summary>
    public string CulpritNamespace { get; init; } = "";

    /// <summary>Nodes of its pods that are not ready, pressed or cordoned; at most 5.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Objects around it that changed near the onset; at most 10.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Digests of workloads that it calls and that are in trouble; at most 12.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];

    /// <summary>Digests of workloads that call it; at most 12.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>Steps down the dependency graph to the farthest workload in trouble; 0 when none below it is.</summary>
    public int Depth { get; init; }

    /// <summary>How close the object at fault is to the workload: 0 is the workload itself, 13 is not known.</summary>
    public int Closeness { get; init; }
}
