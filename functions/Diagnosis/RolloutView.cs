namespace Autocura.Diagnosis;

/// <summary>How a workload replaces its pods, in whole pods: so many may be there beside those wanted, and so many of those wanted may be missing.</summary>
public sealed record RolloutView(int Surge, int Unavailable);
