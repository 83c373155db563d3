namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>
/// A Service whose target port no container declares, while the pods are well. The cluster sees nothing wrong, as a number needs no declaration: endpoints
/// are ready and every request fails.
/// </summary>
internal sealed class ServicePortRule : IDiagnosisRule
{
    // Above this share of failures the Service is useless to its callers; below the other, it plainly works and the port is merely undeclared.
    private const double MostlyFails = 0.5;
    private const double PlainlyWorks = 0.05;

    public string Cause => Diagnosis.Cause.ServicePortMismatch;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.State is not { } state)
        {
            return [];
        }

        var astray = evidence.Services
            .SelectMany(service => service.Ports, (service, port) => new StrayPort(service, port, PortInference.Target(evidence, service, port)))
            .Where(stray => ContainerPorts.Meets(stray.Port, state.Containers) is PortMeeting.None && state.Containers.Any(container => container.Ports.Count > 0))
            .ToList();
        if (astray.Count == 0)
        {
            return Elsewhere(evidence);
        }

        var first = astray[0];
        var declared = string.Join(", ", state.Containers.SelectMany(container => container.Ports).Select(port => port.Name is null ? $"{port.Number}" : $"{port.Name} {port.Number}"));
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = new Incidents.ObjectRef("v1", "Service", evidence.Workload.Namespace, first.Service.Name) { Cluster = evidence.Workload.Cluster },
                Headline = $"Service {first.Service.Name} sends port {first.Port.Port} to {first.Port.TargetPort}, where no container listens; they declare {declared}.",
                Clues =
                [
                    new Clue($"no container declares {first.Port.TargetPort}; they declare {declared}", Likelihood.Strong),
                    .. ServiceClues(evidence, first.Service),
                    .. TrafficClues(evidence, first.Service),
                    .. astray.Exists(stray => stray.Target is null) ? [new Clue("which port is meant cannot be told", -Likelihood.Substantial)] : Array.Empty<Clue>(),
                ],
                Remedies = Remedies(evidence, astray),
            },
        ];
    }

    private static IEnumerable<Hypothesis> Elsewhere(Evidence evidence) => evidence.CalledServices("spec.ports").Select(called => new Hypothesis
    {
        Cause = Diagnosis.Cause.ServicePortMismatch,
        Culprit = called.Change.Target,
        Headline = $"Service {called.Change.Target.Name}, which {evidence.Workload.Name} calls, leads to another port than before ({called.Field.InWords()}).",
        Clues = called.Clues(evidence),
        Remedies = called.Change.Remedies(),
    });

    private static IEnumerable<Clue> ServiceClues(Evidence evidence, ServiceView service)
    {
        if (service.Changes.FirstOrDefault(change => change.Fields.Contains("spec.ports")) is { } change)
        {
            var near = change.At >= evidence.Onset - ReleaseHistory.TriggerWindow;
            yield return near
                ? new Clue($"{change.Manager} wrote the ports of {service.Name} at {change.At:HH:mm:ss} UTC, near the beginning of the trouble", Likelihood.Substantial)
                : new Clue($"nobody has changed the ports of {service.Name} since {change.At:yyyy-MM-dd HH:mm}", -Likelihood.Substantial);
        }

        if (evidence.Current()?.ChangeOf(ReleaseChange.Ports) is { } moved && evidence.ReleasedBeforeOnset())
        {
            yield return new Clue($"the newest release moved the container's port ({moved})", Likelihood.Substantial);
        }
    }

    private static IEnumerable<Clue> TrafficClues(Evidence evidence, ServiceView service)
    {
        if (evidence.Pods.Any(pod => !pod.Ready))
        {
            yield return new Clue("pods are not ready: the trouble lies deeper than the port", -Likelihood.Substantial);
        }
        else if (evidence.Pods.Count > 0)
        {
            yield return new Clue("every pod is ready, so the fault lies on the way to them", Likelihood.Substantial);
        }

        if (evidence.ErrorRatio >= MostlyFails)
        {
            yield return new Clue($"{evidence.ErrorRatio:0%} of the requests fail", Likelihood.Substantial);
        }
        else if (evidence.ErrorRatio < PlainlyWorks && evidence.WasMeasuredSince(service.Changes is [var newest, ..] ? newest.At : null))
        {
            yield return new Clue($"requests are served ({evidence.ErrorRatio:0.0%} fail), so the port is open though not declared", -Likelihood.Decisive);
        }
    }

    // All ports that went astray are set right together, or a half-repaired Service would be judged as not recovered.
    private static List<Remedy> Remedies(Evidence evidence, List<StrayPort> astray) => astray.Exists(stray => stray.Target is null)
        ? []
        : [.. astray.Select((stray, index) => new Remedy(
            ActionNames.RepairService,
            new Incidents.ObjectRef("v1", "Service", evidence.Workload.Namespace, stray.Service.Name) { Cluster = evidence.Workload.Cluster },
            new Dictionary<string, string>
            {
                [ActionParameters.Port] = $"{stray.Port.Port}",
                [ActionParameters.TargetPort] = stray.Target!.Port,
            },
            $"port {stray.Port.Port} of Service {stray.Service.Name}: {stray.Port.TargetPort} -> {stray.Target.Port}, {stray.Target.Why}")
        {
            JoinsPrevious = index > 0,
        })];

    private sealed record StrayPort(ServiceView Service, ServicePortView Port, InferredTarget? Target);
}
