namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A claim that the pods mount and nobody made.</summary>
internal sealed class MissingClaimRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.MissingVolumeClaim;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var pending = evidence.PendingPods();
        var missing = (evidence.Surroundings?.Claims ?? []).FirstOrDefault(claim => !claim.Exists);
        var says = pending.FirstOrDefault(pod => pod.Unschedulable!.Contains("persistentvolumeclaim", StringComparison.OrdinalIgnoreCase) && pod.Unschedulable.Contains("not found", StringComparison.OrdinalIgnoreCase));
        if (missing is null && says is null)
        {
            return [];
        }

        var own = evidence.Changed(ReleaseChange.Volumes, "volumes");
        var gone = evidence.ChangedObjects().FirstOrDefault(change => change.Target.Kind == "PersistentVolumeClaim" && change.Target.Name == missing?.Name);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} mounts the claim {missing?.Name ?? "of its template"}, which does not exist.",
                Clues =
                [
                    .. says is not null ? [evidence.PendingClue([says], Likelihood.Decisive)] : Array.Empty<Clue>(),
                    .. missing is not null ? [new Clue($"claim {missing.Name} does not exist", Likelihood.Strong) { Field = "spec.template.spec.volumes" }] : Array.Empty<Clue>(),
                    .. own is not null ? [new Clue($"changed: {own}", Likelihood.Substantial), evidence.TemplateTimingClue()] : Array.Empty<Clue>(),
                    .. gone?.Clues(evidence) ?? [],
                ],
                Remedies = [.. evidence.WaysOut()],
                WouldChange = ["a claim of that name that was to be made first"],
            },
        ];
    }
}
