using Autocura.Signals.Looks;

namespace Autocura.Signals.Detectors;

/// <summary>
/// A Service leads to no pod although pods are there: its selector or its port names what no pod has. Where the workload behind it lacks pods, that is
/// the trouble, and the Service only shows it.
/// </summary>
internal sealed class ServiceWithoutEndpointsDetector : ISweepDetector
{
    public Observation Observation => Observation.ServiceWithoutEndpoints;

    public SceneParts Needs => SceneParts.Workloads | SceneParts.Services;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from service in scene.Services
        where service.ReadyEndpoints == 0 && service.Selector.Count > 0 && scene.Now - service.CreatedAt >= scene.Terms.StartGrace
        let behind = scene.Workloads.Where(service.Selects).ToList()
        where behind.All(workload => workload is { Wanted: > 0, LacksPods: false })
        select new Finding(Observation, behind is [var only] ? only.Subject : new Subject("Service", scene.Namespace, service.Name))
        {
            About = service.Name,
            Grace = scene.Terms.Grace,
            Detail = Words(service, behind),
        };

    private static string Words(ServiceLook service, List<WorkloadLook> behind) => behind.Count == 0
        ? PodSymptoms.Cut($"Service {service.Name} selects {string.Join(",", service.Selector.Select(pair => $"{pair.Key}={pair.Value}"))}, which no workload's pods carry")
        : $"Service {service.Name} has no ready endpoint, and the pods it selects are ready";
}
