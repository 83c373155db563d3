namespace Autocura.Signals.Detectors;

/// <summary>
/// A workload behind a Service has been told to run nothing. What an autoscaler may take to zero, or a person has marked, rests on purpose.
/// </summary>
internal sealed class ScaledToZeroDetector : ISweepDetector
{
    public Observation Observation => Observation.ScaledToZeroInUse;

    public SceneParts Needs => SceneParts.Workloads | SceneParts.Services | SceneParts.Autoscalers;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from workload in scene.Workloads
        where workload is { Wanted: 0, IsLeftAlone: false, Subject.Kind: not "DaemonSet" }
        where !scene.Autoscalers.Any(scaler => scaler.Target == workload.Subject && scaler.MayRest)
        let service = scene.Services.FirstOrDefault(service => service.ReadyEndpoints == 0 && service.Selects(workload) && !HasOther(scene, service, workload))
        where service is not null
        select new Finding(Observation, workload.Subject)
        {
            Since = workload.ScaledAt,
            Grace = scene.Terms.Grace,
            Detail = $"it is scaled to zero, and Service {service.Name} leads to nothing else",
        };

    // A blue-green pair behind one Service: the one that rests is not missed.
    private static bool HasOther(SweepScene scene, Looks.ServiceLook service, Looks.WorkloadLook workload) =>
        scene.Workloads.Any(other => other.Subject != workload.Subject && other.Wanted > 0 && service.Selects(other));
}
