namespace Autocura.Signals.Detectors;

/// <summary>No node takes a pod, with the scheduler's reason.</summary>
internal sealed class PodsUnschedulableDetector : ISweepDetector
{
    public Observation Observation => Observation.PodsUnschedulable;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.ScheduleGrace, pod =>
        pod.Unschedulable is { } reason ? new Symptom(pod.UnschedulableSince ?? pod.CreatedAt, reason) : null);
}
