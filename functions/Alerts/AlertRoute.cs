using Autocura.Incidents;

namespace Autocura.Alerts;

/// <summary>Where an alert belongs: the workload it is about, or null and the reason why none could be named. It is never guessed.</summary>
public sealed record AlertRoute(WorkloadRef? Workload, string Reason);
