using Autocura.Signals.Looks;

namespace Autocura.Signals.Detectors;

/// <summary>
/// An operator cannot bring a workload to what its custom resource asks for: its writes are refused, which its Events tell. What runs may run on for long, at the old
/// specification. The Events outlive the trouble: one from before the resource was last changed says nothing.
/// </summary>
internal sealed class OperatorRefusedDetector : ISweepDetector
{
    public Observation Observation => Observation.OperatorRefused;

    public SceneParts Needs => SceneParts.Workloads | SceneParts.Refusals | SceneParts.Owners;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from owner in scene.Owners
        let refused = scene.Refusals.Where(refusal => refusal.Wanted == owner.Subject && IsFresh(refusal, owner, scene)).MaxBy(refusal => refusal.LastAt)
        where refused is not null
        let workload = Meant(scene, owner, refused)
        where workload is not null
        select new Finding(Observation, workload.Subject)
        {
            Since = refused.FirstAt > owner.WrittenAt ? refused.FirstAt : owner.WrittenAt,
            Grace = scene.Terms.Grace,
            Detail = PodSymptoms.Cut($"its operator cannot do what {owner.Subject.Kind} {owner.Subject.Name} asks for: {refused.Message}"),
        };

    private static bool IsFresh(CreationRefusal refusal, OwnerLook owner, SweepScene scene) =>
        refusal.LastAt >= owner.WrittenAt && scene.Now - refusal.LastAt <= scene.Terms.RestartWindow;

    /// <summary>The API server names what it refuses, in quotes; else the first of what the resource owns.</summary>
    private static WorkloadLook? Meant(SweepScene scene, OwnerLook owner, CreationRefusal refused)
    {
        var owned = scene.Workloads.Where(workload => workload.Owner == owner.Subject).OrderBy(workload => workload.Subject.Name, StringComparer.Ordinal).ToList();
        return owned.Find(workload => refused.Message.Contains($"\"{workload.Subject.Name}\"", StringComparison.Ordinal)) ?? owned.FirstOrDefault();
    }
}
