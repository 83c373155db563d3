namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>An init container that runs and does not end: the pod's own containers wait for it for ever.</summary>
internal sealed class HangingInitRule : IDiagnosisRule
{
    // Migrations and downloads take minutes; what has not ended after this is waiting for something. An alert about the pod says the same: its rule has waited as long
    // as people here find usual.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    public string Cause => Diagnosis.Cause.HangingInitContainer;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var hanging = evidence.Pods
            .SelectMany(pod => pod.Containers, (pod, container) => (Pod: pod, Container: container))
            .Where(pair => pair.Container is { IsInit: true, Ready: false, Waiting: null, Restarts: 0, LastEnd: null } && !pair.Pod.Ready && pair.Pod.Node.Length > 0)
            .ToList();
        if (hanging.Count == 0 || evidence.Pods.SelectMany(pod => pod.Containers).Any(container => container is { IsInit: false, Waiting: not (null or "PodInitializing") }))
        {
            return [];
        }

        var (first, name) = (hanging[0].Pod, hanging[0].Container.Name);
        var since = evidence.CollectedAt - first.CreatedAt;
        var isOverdue = since >= Long || hanging.Exists(pair => evidence.IsAlertedOf(pair.Pod));
        var isNew = evidence.Current()?.Changes.Any(change => change.StartsWith($"container {name}:") || change.Contains($" of {name}:")) == true;
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"Init container {name} of {evidence.Workload.Name} has not ended for {Timing.Span(since)}.",
                Clues =
                [
                    isOverdue
                        ? new Clue($"{hanging.Count} of {evidence.PodsInAll} pods wait for init container {name}, {first.Name} for {Timing.Span(since)}", since >= Long ? Likelihood.Decisive : Likelihood.Strong)
                        : new Clue($"init container {name} of {first.Name} has run for {Timing.Span(since)} only", -Likelihood.Substantial),
                    .. isNew && isOverdue ? [new Clue($"init container {name} is new in release {evidence.Current()!.Revision}", Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. isOverdue ? evidence.OnlyNewReleaseClues() : [],
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
                WouldChange = [$"the log of {name}: what it waits for may be down"],
            },
        ];
    }
}
