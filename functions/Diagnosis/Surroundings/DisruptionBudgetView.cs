namespace Autocura.Diagnosis.Surroundings;

/// <summary>A PodDisruptionBudget of the workload.</summary>
public sealed record DisruptionBudgetView(string Name, int Allowed, int Healthy, int DesiredHealthy, int Expected);
