using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>
/// A chaos experiment that runs against other workloads of the namespace. It is none of this workload's business unless it calls one of them: then it is where
/// to look, with or without numbers.
/// </summary>
public sealed record NearbyExperiment(ObjectRef Ref, string Action, DateTimeOffset Since, IReadOnlyList<WorkloadRef> Workloads);
