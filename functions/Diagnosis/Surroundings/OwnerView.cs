using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>Who owns the workload beyond itself. <paramref name="Conditions"/> are those of the owner that are not as they should be.</summary>
public sealed record OwnerView(ObjectRef Ref, string Tool, IReadOnlyList<string> Conditions);
