using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>A Service that callers know by name and that is gone: the pods run on, and nobody finds them.</summary>
internal sealed class ServiceMissingRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.ServiceMissing;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var gone = evidence.ChangedObjects().Where(change => change is { Target.Kind: "Service", Kind: ChangeKind.Deleted }).ToList();
        var missed = (evidence.Surroundings?.StrayServices ?? []).Where(stray => !stray.Exists && !gone.Exists(change => change.Target.Name == stray.Name));
        return
        [
            .. gone.Select(change => Blame(evidence, change.Target, [.. change.Clues(evidence), change.RelationClue(evidence)], change.Remedies())),
            .. missed.Select(stray => Blame(
                evidence,
                new ObjectRef("v1", "Service", evidence.Workload.Namespace, stray.Name) { Cluster = evidence.Workload.Cluster },
                [new Clue($"there is no Service {stray.Name}{(stray.Differing.Count > 0 ? $", and {string.Join(", ", stray.Differing)}" : "")}", Likelihood.Substantial)],
                [])),
        ];
    }

    private static Hypothesis Blame(Evidence evidence, ObjectRef service, IReadOnlyList<Clue> clues, IReadOnlyList<Remedy> remedies)
    {
        var callers = evidence.Neighbours.Where(one => one.Direction == Neighbours.Direction.Dependant).Select(one => one.Workload.Name).Take(3).ToList();
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.ServiceMissing,
            Culprit = service,
            Headline = $"Service {service.Name} is gone{(callers.Count > 0 ? $", and {string.Join(", ", callers)} call it" : "")}.",
            Clues =
            [
                new Clue($"Service {service.Name} does not exist", Likelihood.Strong) { SeenOn = service },
                .. clues,
                .. evidence.Services.Count == 0 ? [new Clue($"no Service leads to {evidence.Workload.Name}", Likelihood.Slight)] : Array.Empty<Clue>(),
                .. evidence.TrafficClues(),
            ],
            Remedies = remedies,
        };
    }
}
