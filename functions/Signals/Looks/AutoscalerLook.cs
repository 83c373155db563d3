namespace Autocura.Signals.Looks;

/// <summary>What scales a workload: a HorizontalPodAutoscaler, or KEDA's ScaledObject, which may rest at zero.</summary>
public sealed record AutoscalerLook(string Name, Subject Target)
{
    public int Current { get; init; }

    public int Maximum { get; init; }

    /// <summary>True when it may take the workload to zero, or has been paused there.</summary>
    public bool MayRest { get; init; }

    public IReadOnlyList<ConditionLook> Conditions { get; init; } = [];

    public ConditionLook? Condition(string type) => Conditions.FirstOrDefault(condition => condition.Type == type);
}
