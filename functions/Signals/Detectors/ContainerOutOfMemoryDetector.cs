namespace Autocura.Signals.Detectors;

/// <summary>A container was killed for memory a short while ago: once is enough, for it is lost work each time.</summary>
internal sealed class ContainerOutOfMemoryDetector : ISweepDetector
{
    public Observation Observation => Observation.ContainerOutOfMemory;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, TimeSpan.Zero, pod =>
    {
        var killed = pod.Containers
            .Where(container => container.LastEnd == "OOMKilled" && scene.Now - container.LastEndAt <= scene.Terms.RestartWindow)
            .MaxBy(container => container.LastEndAt);
        return killed is null ? null : new Symptom(killed.LastEndAt, $"container {killed.Name} was killed for memory ({killed.Restarts} restarts)");
    });
}
