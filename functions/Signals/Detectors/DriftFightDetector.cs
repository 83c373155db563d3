namespace Autocura.Signals.Detectors;

/// <summary>Two writers take the same fields of a workload from one another, look after look: neither sees what it wants, and every change is a rollout.</summary>
internal sealed class DriftFightDetector : ISweepDetector
{
    public Observation Observation => Observation.DriftFight;

    public SceneParts Needs => SceneParts.Workloads;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from workload in scene.Workloads
        where scene.Writers.ContainsKey(workload.Subject)
        let trail = scene.Writers[workload.Subject]
        let fight = trail.Fight()
        where fight is not null
        select new Finding(Observation, workload.Subject)
        {
            Since = trail.Writes[0].At,
            Detail = $"{fight.Value.One} and {fight.Value.Other} have changed the same fields in turn, {fight.Value.Times} times",
        };
}
