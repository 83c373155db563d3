using Autocura.Signals.Looks;

namespace Autocura.Signals.Detectors;

/// <summary>A rollout has come to a stop by the Deployment's own word: its deadline has passed, or its replicas cannot be created.</summary>
internal sealed class RolloutDetector : ISweepDetector
{
    public Observation Observation => Observation.RolloutFailing;

    public SceneParts Needs => SceneParts.Workloads;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from workload in scene.Workloads
        let stuck = Stuck(workload)
        where stuck is not null
        select new Finding(Observation, workload.Subject)
        {
            Since = stuck.Since,
            Grace = stuck.Type == "ReplicaFailure" ? scene.Terms.Grace : TimeSpan.Zero,
            Detail = PodSymptoms.Cut($"{stuck.Reason}: {stuck.Message}"),
        };

    private static ConditionLook? Stuck(WorkloadLook workload) =>
        workload.Condition("Progressing") is { IsTrue: false, Reason: not ("DeploymentPaused" or "DeploymentResumed") } late
            ? late
            : workload.Condition("ReplicaFailure") is { IsTrue: true } refused && !QuotaDetector.IsQuota(refused.Message) ? refused : null;
}
