using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>An autoscaler that cannot read what it scales by: the replicas stay as they are, whatever comes.</summary>
internal sealed class AutoscalerWithoutMetricsRule : IDiagnosisRule
{
    private const string NothingRequested = "missing request for";

    // Reasons with which the autoscaler controller says that a metric is not to be had: FailedGetResourceMetric, FailedGetExternalMetric, and so on. KEDA's are its own.
    private static readonly string[] Blind = ["FailedGet", "InvalidMetricSourceType", "InvalidSelector", "TriggerError", "ScaledObjectCheckFailed", "Fallback=True"];

    public string Cause => Diagnosis.Cause.AutoscalerWithoutMetrics;

    /// <summary>The condition that says so ("ScalingActive=False: FailedGetResourceMetric"); null when it sees what it needs.</summary>
    public static string? Blindness(AutoscalerView autoscaler) => autoscaler.Conditions.FirstOrDefault(condition => Blind.Any(reason => condition.Contains(reason, StringComparison.Ordinal)));

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.Surroundings?.Autoscaler is not { } autoscaler || Blindness(autoscaler) is not { } blind)
        {
            return [];
        }

        var surge = evidence.Surge();
        var unrequested = blind.Contains(NothingRequested, StringComparison.Ordinal);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = unrequested ? evidence.Workload.Target() : autoscaler.Ref,
                Headline = $"{autoscaler.Ref} cannot read its metrics ({blind}) and leaves {evidence.Workload.Name} at {autoscaler.Current} replicas.",
                Clues =
                [
                    new Clue($"{autoscaler.Ref}: {blind}", Likelihood.Strong) { SeenOn = autoscaler.Ref, Field = "status.conditions" },
                    .. LoadClues(evidence, autoscaler, surge),
                    .. unrequested ? [new Clue("a container requests nothing, and a share of nothing cannot be told", Likelihood.Slight) { Field = "resources.requests" }] : Array.Empty<Clue>(),
                    .. Change(evidence, autoscaler)?.Clues(evidence) ?? [],
                    .. evidence.ExperimentClues(),
                ],
                Remedies = [.. Change(evidence, autoscaler)?.Remedies() ?? [], .. unrequested ? evidence.WaysOut().Take(1) : [], .. ByHand(evidence, autoscaler, surge)],
                WouldChange = ["whether the metrics API (metrics-server, or the adapter of the metric) answers at all"],
            },
        ];
    }

    private static IEnumerable<Clue> LoadClues(Evidence evidence, AutoscalerView autoscaler, SeriesView? surge)
    {
        if (surge is not null)
        {
            yield return new Clue($"{surge.InWords()}, and the replicas did not", Likelihood.Strong) { Field = Signal.RequestRate, At = surge.ChangedAt };
        }
        else if (evidence.Rose(Signal.Cpu, 1.5))
        {
            yield return new Clue($"its CPU rose to {evidence.Series(Signal.Cpu)!.After:0.##} cores, and the replicas did not", Likelihood.Substantial) { Field = Signal.Cpu };
        }
        else if (evidence.Measurements is not null)
        {
            yield return new Clue("no more is asked of it than before: it would not have scaled anyway", -Likelihood.Substantial);
        }

        if (autoscaler.IsAtMaximum && autoscaler.Current > 0)
        {
            yield return new Clue($"it is at its maximum of {autoscaler.Maximum} anyway", -Likelihood.Substantial) { SeenOn = autoscaler.Ref };
        }

        yield return evidence.Fails() || evidence.IsSlow()
            ? new Clue(evidence.Trouble(), Likelihood.Substantial)
            : new Clue("requests do not suffer from it", -Likelihood.Strong);
    }

    private static ObjectChange? Change(Evidence evidence, AutoscalerView autoscaler) => evidence.ChangedObjects().FirstOrDefault(change =>
        change.Kind is ChangeKind.Changed && change.Target.Kind == autoscaler.Ref.Kind && change.Target.Name == autoscaler.Ref.Name && change.IsAgainstKnownGood);

    // An autoscaler that sees nothing leaves replicas alone that lie within its bounds.
    private static IEnumerable<Remedy> ByHand(Evidence evidence, AutoscalerView autoscaler, SeriesView? surge)
    {
        var wanted = Math.Min(autoscaler.Maximum, Load.ReplicasFor(autoscaler.Current, surge?.SurgeFactor() ?? 1));
        return surge is null || wanted <= autoscaler.Current ? [] :
        [
            new Remedy(
                ActionNames.ScaleWorkload,
                evidence.Workload.Target(),
                new Dictionary<string, string> { [ActionParameters.Replicas] = $"{wanted}" },
                $"{autoscaler.Current} -> {wanted} replicas by hand, as the autoscaler cannot") { Chance = CureChance.Fair },
        ];
    }
}
