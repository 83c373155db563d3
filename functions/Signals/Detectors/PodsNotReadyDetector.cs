namespace Autocura.Signals.Detectors;

/// <summary>
/// A pod that is old enough to be ready has not been for a while, and nothing more telling is known: what waits for an image, a setting or a node has a
/// detector of its own.
/// </summary>
internal sealed class PodsNotReadyDetector : ISweepDetector
{
    public Observation Observation => Observation.PodsNotReady;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.NotReadyFor, pod =>
    {
        var allowance = pod.StartupAllowance > scene.Terms.StartGrace ? pod.StartupAllowance : scene.Terms.StartGrace;
        var isLate = !pod.IsReady && !pod.IsStuck && scene.Now - pod.CreatedAt >= allowance;
        return isLate ? new Symptom(pod.NotReadySince, $"{pod.Name} has not been ready since {pod.NotReadySince:HH:mm:ss} UTC") : null;
    });
}
