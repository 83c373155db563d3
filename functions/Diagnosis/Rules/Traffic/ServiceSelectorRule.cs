using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>A Service whose selector matches no pod, and nearly matches those of the workload: it was changed, or the pods' labels were.</summary>
internal sealed class ServiceSelectorRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.ServiceSelectorMismatch;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        (evidence.Surroundings?.StrayServices ?? []).Where(stray => stray.Exists).Select(stray => Blame(evidence, stray)).Concat(Elsewhere(evidence));

    private static IEnumerable<Hypothesis> Elsewhere(Evidence evidence) => evidence.CalledServices("spec.selector").Select(called => new Hypothesis
    {
        Cause = Diagnosis.Cause.ServiceSelectorMismatch,
        Culprit = called.Change.Target,
        Headline = $"Service {called.Change.Target.Name}, which {evidence.Workload.Name} calls, selects others than before ({called.Field.InWords()}).",
        Clues = called.Clues(evidence),
        Remedies = called.Change.Remedies(),
    });

    private static Hypothesis Blame(Evidence evidence, Surroundings.StrayServiceView stray)
    {
        var target = new ObjectRef("v1", "Service", evidence.Workload.Namespace, stray.Name) { Cluster = evidence.Workload.Cluster };
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target.Kind == "Service" && one.Target.Name == stray.Name);
        var relabelled = evidence.ReleasedBeforeOnset() ? evidence.Current()!.ChangeOf(ReleaseChange.Labels) : null;
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.ServiceSelectorMismatch,
            Culprit = target,
            Headline = $"Service {stray.Name} selects no pod; {string.Join(", ", stray.Differing)} keeps it from those of {evidence.Workload.Name}.",
            Clues =
            [
                new Clue($"Service {stray.Name} selects no pod: {string.Join(", ", stray.Differing)}", Likelihood.Strong) { SeenOn = target, Field = "spec.selector" },
                .. evidence.PodsAreWell() ? [new Clue("the pods that it nearly selects are ready", Likelihood.Substantial)] : Array.Empty<Clue>(),
                evidence.Services.Count == 0
                    ? new Clue($"no other Service leads to {evidence.Workload.Name}", Likelihood.Substantial)
                    : new Clue($"Service {evidence.Services[0].Name} leads to the pods", -Likelihood.Slight),
                .. change is not null ? change.Clues(evidence)
                    : stray.ChangedAt is { } at ? [Timing.Clue($"Service {stray.Name} was written{(stray.ChangedBy.Length > 0 ? $" by {stray.ChangedBy}" : "")}", at, evidence) with { SeenOn = target }]
                    : Array.Empty<Clue>(),
                .. relabelled is not null ? [new Clue($"the newest release changed {relabelled}", Likelihood.Slight)] : Array.Empty<Clue>(),
            ],
            Remedies =
            [
                .. change?.Remedies() ?? [],
                .. evidence.State is { } state && change is null && Selector(stray, state).Length > 0
                    ? [new Remedy(ActionNames.RepairService, target, new Dictionary<string, string> { [ActionParameters.Selector] = Selector(stray, state) }, $"it selects the pods of {evidence.Workload.Name} then") { Chance = CureChance.Fair }]
                    : Array.Empty<Remedy>(),
            ],
        };
    }

    // Of the labels that differ, those that the pods really have. A label the pods lack is dropped; when they lack all of them, nothing says what to select.
    private static string Selector(Surroundings.StrayServiceView stray, WorkloadView state)
    {
        var keys = stray.Differing.Select(text => text.Split('=')[0]).ToList();
        return keys.Exists(state.PodLabels.ContainsKey)
            ? string.Join(',', keys.Select(key => state.PodLabels.TryGetValue(key, out var value) ? $"{key}={value}" : $"{key}-"))
            : "";
    }
}
