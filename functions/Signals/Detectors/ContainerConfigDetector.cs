namespace Autocura.Signals.Detectors;

/// <summary>A container cannot be created or started for what it is configured with: a missing key, a missing object, a command that is not there.</summary>
internal sealed class ContainerConfigDetector : ISweepDetector
{
    private static readonly string[] Reasons = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "StartError", "PreCreateHookError", "PostStartHookError"];

    public Observation Observation => Observation.ContainerConfigError;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.Grace, pod =>
        pod.Containers.FirstOrDefault(container => Reasons.Contains(container.Waiting)) is { } waiting
            ? new Symptom(pod.NotReadySince, $"container {waiting.Name} waits: {waiting.Waiting} {waiting.Message}")
            : null);
}
