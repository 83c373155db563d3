namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// A workload with no replicas although Services send requests to it, or somebody has just taken them away: who works off a queue has no Service. Only where no autoscaler owns the replicas: one that does may have put it to
/// sleep on purpose. Going back to an earlier release would not help, as a release does not hold the replicas.
/// </summary>
internal sealed class ScaledToZeroRule : IDiagnosisRule
{
    private const string Replicas = "spec.replicas";

    public string Cause => Diagnosis.Cause.ScaledToZero;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence is not { State: { Replicas: 0, ScaledBy: null } state, Workload.Kind: "Deployment" or "StatefulSet" } || (evidence.Services.Count == 0 && evidence.OwnField(Replicas) is null))
        {
            return [];
        }

        var services = string.Join(", ", evidence.Services.Select(service => service.Name));
        var replicas = Math.Max(1, state.ReplicasBefore ?? 1);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} is scaled to zero, and {(services.Length > 0 ? $"{services} has nobody to send requests to" : "what it did is left undone")}.",
                Clues =
                [
                    services.Length > 0
                        ? new Clue($"0 replicas are wanted, and the Service {services} selects its pods", Likelihood.Decisive)
                        : new Clue($"0 replicas are wanted, and some were when all was well ({evidence.OwnField(Replicas)!.InWords()})", Likelihood.Decisive) { Field = Replicas },
                    .. Clues(evidence, state),
                ],
                Remedies =
                [
                    new Remedy(
                        ActionNames.ScaleWorkload,
                        evidence.Workload.Target(),
                        new Dictionary<string, string> { [ActionParameters.Replicas] = $"{replicas}" },
                        state.ReplicasBefore is null ? "one replica serves again; how many there were is not known" : $"it had {replicas} replicas before")
                    {
                        Chance = state.ReplicasBefore is null ? CureChance.Fair : CureChance.Likely,
                    },
                ],
            },
        ];
    }

    private static IEnumerable<Clue> Clues(Evidence evidence, WorkloadView state)
    {
        if (state.Changes.FirstOrDefault(change => change.Fields.Contains(Replicas)) is { } change)
        {
            var near = (evidence.Onset - change.At).Duration() <= ReleaseHistory.TriggerWindow;
            yield return near
                ? new Clue($"{change.Manager} wrote the replicas at {change.At:HH:mm:ss} UTC, near the beginning of the trouble", Likelihood.Substantial)
                : new Clue($"{change.Manager} wrote the replicas on {change.At:yyyy-MM-dd}, long before the trouble", -Likelihood.Substantial);
        }

        if (state.ReplicasBefore > 0)
        {
            yield return new Clue($"it had {state.ReplicasBefore} replicas before", Likelihood.Slight);
        }

        if (evidence.Misses(EvidencePart.Autoscaler))
        {
            yield return new Clue("whether an autoscaler owns the replicas could not be read", -Likelihood.Decisive);
        }
    }
}
