namespace Autocura.Guardrails;

/// <summary>What people write on a workload, another object or their namespace to steer this system.</summary>
public static class Annotations
{
    /// <summary>observe, suggest, approve or auto.</summary>
    public const string Mode = "autocura.io/mode";

    /// <summary>"true": leave it alone.</summary>
    public const string Ignore = "autocura.io/ignore";

    /// <summary>"false": leave it alone.</summary>
    public const string Managed = "autocura.io/managed";

    /// <summary>RFC 3339: leave it alone until then.</summary>
    public const string PauseUntil = "autocura.io/pause-until";

    /// <summary>Who said so, and why: for people.</summary>
    public const string PausedBy = "autocura.io/paused-by";

    /// <summary>The only actions that may touch it, separated by commas.</summary>
    public const string AllowedActions = "autocura.io/allowed-actions";

    /// <summary>low, medium, high or critical.</summary>
    public const string Criticality = "autocura.io/criticality";

    /// <summary>When it may be changed, as the setting ChangeWindows says it.</summary>
    public const string ChangeWindows = "autocura.io/change-windows";

    /// <summary>How many different people must approve a change of it.</summary>
    public const string Approvals = "autocura.io/approvals";

    /// <summary>"true": a plan is tried on a copy before it is carried out; "Copy" or "Generated": with its Secrets, as an environment has them.</summary>
    public const string Rehearse = "autocura.io/rehearse";

    /// <summary>KEDA's: somebody holds the scaling where it is.</summary>
    public const string KedaPaused = "autoscaling.keda.sh/paused";

    /// <summary>KEDA's: somebody holds the scaling at that number.</summary>
    public const string KedaPausedReplicas = "autoscaling.keda.sh/paused-replicas";
}
