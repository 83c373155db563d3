namespace Autocura.Verification;

/// <summary>How it stood just before we acted: what "worse" is measured against. Ratios are 0 to 1; null was not measurable.</summary>
public sealed record RecoveryBaseline(int AvailableReplicas, double? ErrorRatio);
