namespace Autocura.Remediation;

/// <summary>Names of the built-in actions. They stand in plans and histories, so a name never changes.</summary>
public static class ActionNames
{
    public const string RollBackRelease = "RollBackRelease";
    public const string AdjustResources = "AdjustResources";
    public const string ScaleWorkload = "ScaleWorkload";
    public const string RepairService = "RepairService";
    public const string RestartWorkload = "RestartWorkload";
}
