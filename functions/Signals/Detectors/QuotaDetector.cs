namespace Autocura.Signals.Detectors;

/// <summary>Pods are refused because a quota of the namespace is used up.</summary>
internal sealed class QuotaDetector : ISweepDetector
{
    public Observation Observation => Observation.QuotaExceeded;

    public SceneParts Needs => SceneParts.Workloads | SceneParts.Refusals;

    public IEnumerable<Finding> Detect(SweepScene scene)
    {
        var byThemselves =
            from workload in scene.Workloads
            let refused = workload.Condition("ReplicaFailure")
            where refused is { IsTrue: true } && IsQuota(refused.Message)
            select Of(scene, workload.Subject, refused.Since, refused.Message);
        // StatefulSets and DaemonSets have no such condition; their refusals are Events, which outlive the trouble: a workload that lacks nothing has none.
        var byEvents =
            from refusal in scene.Refusals
            where IsQuota(refusal.Message) && scene.Now - refusal.LastAt <= scene.Terms.RestartWindow
            join workload in scene.Workloads on refusal.Wanted equals workload.Subject
            where workload.LacksPods
            select Of(scene, workload.Subject, refusal.FirstAt, refusal.Message);
        return byThemselves.Concat(byEvents).DistinctBy(finding => finding.Subject);
    }

    public static bool IsQuota(string message) => message.Contains("exceeded quota", StringComparison.Ordinal);

    private static Finding Of(SweepScene scene, Subject subject, DateTimeOffset? since, string message) =>
        new(Observation.QuotaExceeded, subject) { Since = since, Grace = scene.Terms.Grace, Detail = PodSymptoms.Cut(message) };
}
