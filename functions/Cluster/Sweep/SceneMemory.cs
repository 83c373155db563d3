using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>Hands each scene what was remembered of it, and takes what is to be remembered: restart counts and writers, as few as matter.</summary>
internal sealed class SceneMemory(SweepMemory memory, SweepOptions options)
{
    private const int MostRestarts = 300;
    private const int MostTrails = 50;

    private readonly List<RestartSample> restarts = [.. memory.Restarts];
    private readonly Dictionary<Subject, WriterTrail> trails = memory.Writers.ToDictionary(trail => trail.Subject);

    public IReadOnlyList<RestartSample> Restarts => [.. restarts.OrderByDescending(sample => sample.Later.At).Take(MostRestarts)];

    public IReadOnlyList<WriterTrail> Writers => [.. trails.Values.OrderByDescending(trail => trail.Writes[^1].At).Take(MostTrails)];

    public SweepScene AddTo(SweepScene scene)
    {
        var before = restarts.Where(sample => sample.Namespace == scene.Namespace).ToDictionary(sample => sample.Key);
        if (scene.Has(SceneParts.Pods))
        {
            restarts.RemoveAll(sample => sample.Namespace == scene.Namespace);
            restarts.AddRange(scene.Pods.SelectMany(pod => pod.Containers.Where(container => IsRecent(scene, container)).Select(container => Sample(scene, pod, container, before))));
        }

        foreach (var workload in scene.Workloads)
        {
            Follow(scene, workload);
        }

        return scene with { Restarts = before, Writers = trails };
    }

    private static RestartSample Sample(SweepScene scene, PodLook pod, ContainerLook container, Dictionary<string, RestartSample> before)
    {
        var key = RestartSample.KeyOf(pod.Name, container.Name);
        var count = new RestartCount(container.Restarts, scene.Now);
        return before.TryGetValue(key, out var known)
            ? known.After(count, scene.Terms.RestartWindow)
            : RestartSample.First(scene.Namespace, key, count);
    }

    private static bool IsRecent(SweepScene scene, ContainerLook container) => container.LastEndAt >= scene.Now - scene.Terms.RestartWindow;

    private void Follow(SweepScene scene, WorkloadLook workload)
    {
        if (workload.Writers is not [var newest, ..])
        {
            trails.Remove(workload.Subject);
            return;
        }

        var trail = trails.GetValueOrDefault(workload.Subject) ?? new WriterTrail(workload.Subject, []);
        var longer = trail.With(newest, scene.Now, options.RestartWindow);
        if (longer.Writes.Count > 0) trails[workload.Subject] = longer;
        else trails.Remove(workload.Subject);
    }
}
