namespace Autocura.Signals.Detectors;

/// <summary>A volume that a pod waits for is not there. A claim that no pod waits for may well be unbound: it is bound when the first one comes.</summary>
internal sealed class ClaimPendingDetector : ISweepDetector
{
    public Observation Observation => Observation.ClaimPending;

    public SceneParts Needs => SceneParts.Pods | SceneParts.Claims;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.ScheduleGrace, pod =>
        !pod.IsReady && scene.Claims.FirstOrDefault(claim => pod.Claims.Contains(claim.Name)) is { } claim
            ? new Symptom(pod.CreatedAt > claim.CreatedAt ? pod.CreatedAt : claim.CreatedAt, $"volume claim {claim.Name} is {claim.Phase} (storage class {claim.StorageClass})") { About = claim.Name }
            : null);
}
