namespace Autocura.Triggers;

/// <summary>Settings under <c>Intake:</c>.</summary>
public sealed record IntakeOptions
{
    /// <summary>
    /// How long a finished intake is kept. As long as it is there, the same message again is known at once; afterwards its alerts are
    /// recognised one by one.
    /// </summary>
    public TimeSpan KeepFinished { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// By the name or resource id of an AKS cluster, as Azure Monitor's alerts have it, the name the cluster has here. One that is not listed has the same name
    /// here.
    /// </summary>
    public Dictionary<string, string> AzureClusters { get; init; } = [];
}
