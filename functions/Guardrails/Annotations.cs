namespace Autocura.Guardrails;

/// <summary>What people write on a workload or its namespace to steer this system.</summary>
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

    /// <summary>The only actions that may touch it, separated by commas.</summary>
    public const string AllowedActions = "autocura.io/allowed-actions";
}
