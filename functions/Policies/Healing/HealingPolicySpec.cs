namespace Autocura.Policies.Healing;

/// <summary>The spec of a HealingPolicy, with the defaults of its definition.</summary>
public sealed record HealingPolicySpec
{
    public TargetRef TargetRef { get; init; } = new();

    public IReadOnlyList<MetricSpec> Metrics { get; init; } = [];

    public IReadOnlyList<HealingAction> Actions { get; init; } = [];

    public PrescriptionStrategy Strategy { get; init; }

    public int CooldownSeconds { get; init; } = 300;

    public int MaxAttempts { get; init; } = 3;

    public bool Rehearse { get; init; }

    public bool Suspend { get; init; }
}
