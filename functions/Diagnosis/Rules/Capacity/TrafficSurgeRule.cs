using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>More requests than the workload has room for: the rate rose first, and then answers began to fail or to take longer.</summary>
internal sealed class TrafficSurgeRule : IDiagnosisRule
{
    // A workload that works on the requests it gets uses more CPU for them; half of a usual headroom's rise is enough to show it.
    private const double Works = 1.2;

    public string Cause => Diagnosis.Cause.TrafficSurge;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.Surge() is not { } surge || !(evidence.Fails() || evidence.IsSlow()))
        {
            return [];
        }

        var exhausted = evidence.Surroundings?.Autoscaler is { IsAtMaximum: true };
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = exhausted ? evidence.Surroundings!.Autoscaler!.Ref : evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} gets {surge.SurgeFactor():0.#} times its load ({surge.InWords()}), and {evidence.Trouble()}.",
                Clues =
                [
                    new Clue(surge.InWords(), Likelihood.Strong) { Field = Signal.RequestRate, At = surge.ChangedAt },
                    .. evidence.OrderClues(surge),
                    .. evidence.TrafficClues(),
                    .. CpuClues(evidence),
                    .. AutoscalerClues(evidence),
                    .. OtherExplanations(evidence),
                ],
                Remedies = Remedies(evidence, surge),
                WouldChange = ["who sends the requests: guests, or one client that goes wrong"],
            },
        ];
    }

    private static IEnumerable<Clue> CpuClues(Evidence evidence)
    {
        if (evidence.Series(Signal.Cpu) is { Before: { } before, After: { } after })
        {
            yield return evidence.Rose(Signal.Cpu, Works)
                ? new Clue($"its CPU rose along, from {before:0.##} to {after:0.##} cores", Likelihood.Substantial) { Field = Signal.Cpu }
                : new Clue($"its CPU did not rise ({after:0.##} cores): it does not work on them", -Likelihood.Slight) { Field = Signal.Cpu };
        }
    }

    private static IEnumerable<Clue> AutoscalerClues(Evidence evidence)
    {
        if (evidence.Surroundings?.Autoscaler is not { } autoscaler)
        {
            yield break;
        }

        if (AutoscalerWithoutMetricsRule.Blindness(autoscaler) is { } blind)
        {
            yield return new Clue($"{autoscaler.Ref} would add replicas, and sees nothing ({blind})", -Likelihood.Substantial) { SeenOn = autoscaler.Ref };
        }
        else if (autoscaler.IsAtMaximum)
        {
            yield return new Clue($"{autoscaler.Ref} is at its maximum of {autoscaler.Maximum}", Likelihood.Substantial) { SeenOn = autoscaler.Ref, Field = "spec.maxReplicas" };
        }
    }

    private static IEnumerable<Clue> OtherExplanations(Evidence evidence)
    {
        var symptom = evidence.FirstSymptomAt();
        if (evidence.ReleasedBeforeOnset() && evidence.Current() is { } current && Timing.Weight(current.CreatedAt, symptom) > 0)
        {
            yield return new Clue($"release {current.Revision} came {Timing.Before(symptom - current.CreatedAt)} too", -Likelihood.Substantial) { At = current.CreatedAt };
        }

        if (evidence.Neighbours.FirstOrDefault(one => one is { Direction: Neighbours.Direction.Dependency, FailedCalls: >= Symptoms.PlainlyFailing }) is { } sick)
        {
            yield return new Clue($"{sick.FailedCalls:0%} of its calls to {sick.Workload.Name} fail", -Likelihood.Substantial) { SeenOn = sick.Workload.Target() };
        }

        foreach (var clue in evidence.ExperimentClues())
        {
            yield return clue;
        }
    }

    private static List<Remedy> Remedies(Evidence evidence, SeriesView surge)
    {
        if (evidence.State is not { Replicas: > 0 } state || evidence.Workload.Kind == "DaemonSet")
        {
            return [];
        }

        if (evidence.Surroundings?.Autoscaler is not { } autoscaler)
        {
            // An autoscaler that could not be read would take the replicas back.
            return state.ScaledBy is null && !evidence.Misses(EvidencePart.Autoscaler) ? [Scale(evidence, state.Replicas, surge)] : [];
        }

        return autoscaler.IsAtMaximum ? [Raise(autoscaler, surge)] : [];
    }

    private static Remedy Scale(Evidence evidence, int replicas, SeriesView surge)
    {
        var wanted = Load.ReplicasFor(replicas, surge.SurgeFactor());
        return new Remedy(
            ActionNames.ScaleWorkload,
            evidence.Workload.Target(),
            new Dictionary<string, string> { [ActionParameters.Replicas] = $"{wanted}" },
            $"{replicas} -> {wanted} replicas for {surge.SurgeFactor():0.#} times the load")
        { Chance = Chance(replicas, wanted, surge) };
    }

    private static Remedy Raise(Surroundings.AutoscalerView autoscaler, SeriesView surge)
    {
        var wanted = Load.ReplicasFor(autoscaler.Maximum, surge.SurgeFactor());
        return new Remedy(
            ActionNames.AdjustAutoscaler,
            autoscaler.Ref,
            new Dictionary<string, string> { [ActionParameters.MaxReplicas] = $"{wanted}" },
            $"maximum {autoscaler.Maximum} -> {wanted}, and the autoscaler takes what it needs")
        { Chance = Chance(autoscaler.Maximum, wanted, surge) };
    }

    // A step that is smaller than the surge eases it, and may not end it.
    private static double Chance(int before, int after, SeriesView surge) => after >= before * surge.SurgeFactor() ? CureChance.Likely : CureChance.Fair;
}
