using System.Globalization;

namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>
/// A probe that fails a container which runs: it asks at a port where nothing listens, at a path that is not there, or waits less than an answer takes. A failing
/// readiness probe keeps the pod out of its Services; a failing liveness or startup probe kills the container.
/// </summary>
internal sealed class ProbeRule : IDiagnosisRule
{
    private static readonly string[] Failed = ["readiness probe failed", "liveness probe failed", "startup probe failed"];

    public string Cause => Diagnosis.Cause.WrongProbe;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var failing = evidence.Pods.Where(pod => !pod.Ready && pod.Phase == "Running" && pod.Containers.Any(container => container is { IsInit: false, Ready: false, Waiting: null })).ToList();
        var killed = evidence.Pods.SelectMany(pod => pod.Containers).Where(container => container is { LastExitCode: 137 or 143, WasKilledForMemory: false, Restarts: > 0 }).ToList();
        var warning = evidence.Warning([.. Failed]);
        if (warning is null || (failing.Count == 0 && killed.Count == 0))
        {
            return [];
        }

        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"A probe of {evidence.Workload.Name} fails containers that run: {warning.Message}",
                Clues =
                [
                    failing.Count > 0
                        ? new Clue($"{failing.Count} of {evidence.PodsInAll} pods run, have not crashed, and are not ready", Likelihood.Strong)
                        : new Clue($"{killed[0].Name} was ended from outside (exit code {killed[0].LastExitCode}) as its probe failed", Likelihood.Substantial),
                    new Clue($"{warning.About}: {warning.Message}", Likelihood.Substantial) { At = warning.LastAt },
                    .. PortClues(evidence),
                    .. evidence.ChangedClue(ReleaseChange.Probes, "Probe", Likelihood.Strong),
                    .. PatienceClues(evidence, warning),
                    .. evidence.Crashing().Any(container => container.LastExitCode is not (137 or 143)) ? [new Clue("containers also end by themselves", -Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. evidence.OnlyNewReleaseClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
                WouldChange = ["whether the program answers when it is asked by hand: then the probe is wrong, else the program is stuck"],
            },
        ];
    }

    private static IEnumerable<Clue> PortClues(Evidence evidence)
    {
        foreach (var container in evidence.State?.Containers ?? [])
        {
            var declared = container.Ports.Select(port => port.Number.ToString(CultureInfo.InvariantCulture)).Concat(container.Ports.Select(port => port.Name)).ToList();
            if (declared.Count > 0 && container.Probes.FirstOrDefault(probe => probe.Port.Length > 0 && !declared.Contains(probe.Port)) is { } astray)
            {
                yield return new Clue($"the {astray.Kind} probe of {container.Name} asks at port {astray.Port}, which it does not declare", Likelihood.Strong) { Field = $"{astray.Kind}Probe" };
            }
        }
    }

    // "context deadline exceeded" and "Client.Timeout" are what a probe says that gave up waiting.
    private static IEnumerable<Clue> PatienceClues(Evidence evidence, EventView warning)
    {
        if (warning.Message.Contains("deadline exceeded", StringComparison.OrdinalIgnoreCase) || warning.Message.Contains("timeout", StringComparison.OrdinalIgnoreCase))
        {
            var hasty = (evidence.State?.Containers ?? []).SelectMany(container => container.Probes).FirstOrDefault(probe => probe.TimeoutSeconds is > 0 and <= 1);
            yield return hasty is not null
                ? new Clue($"the {hasty.Kind} probe waits {hasty.TimeoutSeconds} s for an answer, and none comes in time", Likelihood.Slight)
                : new Clue("the probe waits in vain for an answer: the program itself may be stuck", -Likelihood.Slight);
        }
    }
}
