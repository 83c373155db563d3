namespace Autocura.Signals.Detectors;

/// <summary>A container's image cannot be pulled.</summary>
internal sealed class ImagePullDetector : ISweepDetector
{
    private static readonly string[] Reasons = ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError"];

    public Observation Observation => Observation.ImagePullFailing;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.ImageGrace, pod =>
        pod.Containers.FirstOrDefault(container => Reasons.Contains(container.Waiting)) is { } waiting
            ? new Symptom(pod.NotReadySince, $"container {waiting.Name} waits: {waiting.Waiting} {waiting.Message}")
            : null);
}
