using Autocura.Signals.Looks;

namespace Autocura.Signals.Detectors;

/// <summary>
/// A container is restarted again and again. A count that is high but stands still is history: what rises within the window counts, or a container that
/// waits for its next start after several.
/// </summary>
internal sealed class RestartsRisingDetector : ISweepDetector
{
    public Observation Observation => Observation.RestartsRising;

    public SceneParts Needs => SceneParts.Pods;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, TimeSpan.Zero, pod =>
    {
        var worst = pod.Containers.Where(container => IsRising(scene, pod, container)).MaxBy(container => container.Restarts);
        return worst is null ? null : new Symptom(worst.LastEndAt, $"container {worst.Name} has restarted {worst.Restarts} times, last after {worst.LastEnd ?? "its end"} (exit code {worst.ExitCode})");
    });

    private static bool IsRising(SweepScene scene, PodLook pod, ContainerLook container) =>
        (container.Waiting == "CrashLoopBackOff" && container.Restarts >= scene.Terms.Restarts) || Rise(scene, pod, container) >= scene.Terms.Restarts;

    /// <summary>Restarts within the window: all of them for a pod that is younger, else by what earlier looks counted.</summary>
    private static int Rise(SweepScene scene, PodLook pod, ContainerLook container)
    {
        if (scene.Now - pod.CreatedAt <= scene.Terms.RestartWindow)
        {
            return container.Restarts;
        }

        return scene.Restarts.TryGetValue(RestartSample.KeyOf(pod.Name, container.Name), out var earlier) ? container.Restarts - earlier.Base.Count : 0;
    }
}
