using Autocura.Diagnosis;

namespace Autocura.Planning.GitOps;

/// <summary>What the rules about GitOps tools go by.</summary>
public static class GitOpsTools
{
    /// <summary>Kinds by which a tool writes objects again and again, and that can be suspended. A Helm release is written by whoever upgrades it, and cannot.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["Application", "Kustomization", "HelmRelease"];

    /// <summary>Actions that change nothing of what stands in Git.</summary>
    public static readonly IReadOnlyList<string> Harmless =
    [
        ActionNames.RestartWorkload, ActionNames.DeletePod, ActionNames.EvictPod, ActionNames.DrainNode, ActionNames.CordonNode, ActionNames.UncordonNode,
        ActionNames.SyncGitOps, ActionNames.RunJob, ActionNames.Annotate,
    ];
}
