namespace Autocura.Diagnosis;

/// <summary>
/// The actions that the built-in rules propose. They stand in records, plans and annotations, so a name never changes.
/// </summary>
public static class ActionNames
{
    /// <summary>Go back to a release that ran: <see cref="ActionParameters.ToRevision"/>.</summary>
    public const string RollBackRelease = "RollBackRelease";

    /// <summary>Give a container more memory: <see cref="ActionParameters.Container"/>, <see cref="ActionParameters.MemoryLimit"/>.</summary>
    public const string AdjustResources = "AdjustResources";

    /// <summary>Set the number of replicas: <see cref="ActionParameters.Replicas"/>.</summary>
    public const string ScaleWorkload = "ScaleWorkload";

    /// <summary>Point a Service's port at a container's: <see cref="ActionParameters.Port"/>, <see cref="ActionParameters.TargetPort"/>.</summary>
    public const string RepairService = "RepairService";

    /// <summary>Replace every pod, with the workload's own rollout strategy.</summary>
    public const string RestartWorkload = "RestartWorkload";

    /// <summary>Put an object back as it was when its namespace was last healthy.</summary>
    public const string RestoreKnownGood = "RestoreKnownGood";

    /// <summary>Take away an object that was not there when its namespace was last healthy.</summary>
    public const string RemoveObject = "RemoveObject";

    /// <summary>Let pods be placed on a node again.</summary>
    public const string UncordonNode = "UncordonNode";

    /// <summary>Take no new pods on a node.</summary>
    public const string CordonNode = "CordonNode";

    /// <summary>End a chaos experiment, and pause what starts it again.</summary>
    public const string PauseChaos = "PauseChaos";

    /// <summary>Set bounds or targets of an autoscaler: <see cref="ActionParameters.MaxReplicas"/>.</summary>
    public const string AdjustAutoscaler = "AdjustAutoscaler";

    /// <summary>Let a released volume be bound again; what is on it stays.</summary>
    public const string ReleaseVolume = "ReleaseVolume";

    /// <summary>Delete one pod, which its controller makes anew.</summary>
    public const string DeletePod = "DeletePod";

    /// <summary>Change fields of an object: <see cref="ActionParameters.Patch"/>, or <see cref="ActionParameters.Key"/> and <see cref="ActionParameters.Value"/>.</summary>
    public const string PatchConfig = "PatchConfig";

    /// <summary>Evict one pod, as its disruption budgets allow.</summary>
    public const string EvictPod = "EvictPod";

    /// <summary>Empty a node, as disruption budgets allow: <see cref="ActionParameters.DeadlineSeconds"/>, <see cref="ActionParameters.DeleteBroken"/>.</summary>
    public const string DrainNode = "DrainNode";

    /// <summary>Keep a GitOps tool from undoing what is done in the cluster.</summary>
    public const string SuspendGitOps = "SuspendGitOps";

    /// <summary>Have a GitOps tool bring the cluster to what its repository says: <see cref="ActionParameters.Revision"/>.</summary>
    public const string SyncGitOps = "SyncGitOps";

    /// <summary>Set or remove an annotation: <see cref="ActionParameters.Annotation"/>, <see cref="ActionParameters.Value"/>.</summary>
    public const string Annotate = "Annotate";

    /// <summary>Run an image that the administrator allows, as a Job: <see cref="ActionParameters.Image"/>, <see cref="ActionParameters.Args"/>, <see cref="ActionParameters.DeadlineSeconds"/>.</summary>
    public const string RunJob = "RunJob";
}
