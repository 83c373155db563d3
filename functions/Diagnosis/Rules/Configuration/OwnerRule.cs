using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>
/// A custom resource that an operator makes the workload from, and that asks for what cannot be: the operator says so in its conditions, or brings pods that
/// cannot run. Undoing the workload itself would not last, as the operator writes it again.
/// </summary>
internal sealed class OwnerRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.OperatorMisconfigured;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var owner = evidence.Surroundings?.Owner;
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Relation is ObjectRelation.Owner && one.Kind is not ChangeKind.Deleted);
        if ((owner is null || owner.Tool is "Helm" or "Argo CD" or "Flux" or "") && change is null)
        {
            return [];
        }

        var target = change?.Target ?? owner!.Ref;
        var troubled = owner is { Conditions.Count: > 0 };
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = target,
                Headline = troubled ? $"{target}, which {evidence.Workload.Name} is made from: {owner!.Conditions[0]}." : $"{target}, which {evidence.Workload.Name} is made from, was changed.",
                Clues =
                [
                    troubled
                        ? new Clue($"{target} says: {string.Join("; ", owner!.Conditions.Take(2))}", Likelihood.Strong) { SeenOn = target, Field = "status.conditions" }
                        : new Clue($"{target} reports no trouble", -Likelihood.Slight) { SeenOn = target },
                    .. change?.Clues(evidence) ?? [new Clue($"{target} has not been changed", -Likelihood.Strong) { SeenOn = target }],
                    .. change is not null ? [change.RelationClue(evidence)] : Array.Empty<Clue>(),
                    .. evidence.PodsAreWell() && !troubled ? [new Clue("every pod is ready", -Likelihood.Substantial)] : Array.Empty<Clue>(),
                ],
                Remedies = change?.Remedies() ?? [],
            },
        ];
    }
}
