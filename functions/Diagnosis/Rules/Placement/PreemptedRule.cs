namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>Pods that had to go for others of a higher priority, and find no room again.</summary>
internal sealed class PreemptedRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.Preempted;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var preempted = evidence.Surroundings?.Preemptions ?? [];
        if (preempted.Count == 0)
        {
            return [];
        }

        var first = preempted[0];
        var pending = evidence.PendingPods();
        var by = first.By.Length > 0 ? first.By : "pods of a higher priority";
        var own = evidence.Changed(ReleaseChange.PriorityClass, "priorityClassName");
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{first.Pod} of {evidence.Workload.Name} had to go for {by}{(first.PriorityClass.Length > 0 ? $" (priority class {first.PriorityClass}, {first.Priority})" : "")}.",
                Clues =
                [
                    new Clue($"{first.Pod} was preempted: {first.Message}", Likelihood.Decisive) { At = first.At },
                    .. pending.Count > 0 ? [evidence.PendingClue(pending, Likelihood.Substantial)] : Array.Empty<Clue>(),
                    Timing.Clue($"{first.Pod} was preempted", first.At, evidence),
                    .. first.PriorityClassCreatedAt is { } at ? [Timing.Clue($"priority class {first.PriorityClass} was created", at, evidence)] : Array.Empty<Clue>(),
                    .. own is not null ? [new Clue($"its own priority changed: {own}", Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. evidence.PodsAreWell() ? [new Clue("every pod runs again", -Likelihood.Decisive)] : Array.Empty<Clue>(),
                ],
                Remedies = own is not null ? [.. evidence.WaysOut()] : [],
                WouldChange = [$"whether {by} matter more than {evidence.Workload.Name}"],
            },
        ];
    }
}
