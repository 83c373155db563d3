using Autocura.Diagnosis;

namespace Autocura.Planning.Learning;

/// <summary>
/// Workloads on which a remedy may be expected to do alike: those of one kind, Deployments apart that keep data on volume claims. Few classes on purpose, or each
/// would have too few cases to learn from.
/// </summary>
public static class WorkloadClass
{
    private const string Storing = "Deployment-with-storage";

    public static string Of(Evidence evidence) => evidence.Workload.Kind == "Deployment" && evidence.Surroundings is { Claims.Count: > 0 } ? Storing : evidence.Workload.Kind;
}
