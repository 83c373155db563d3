namespace Autocura.Diagnosis.Rules;

/// <summary>
/// Something is wrong that no rule explains. It is the measure of all others: their likelihood ratios are against it. What nobody
/// here can cure, and what could not be read, speaks for it.
/// </summary>
internal sealed class UnknownRule : IDiagnosisRule
{
    // More gaps than this say no more: then nothing is known anyway.
    private const int GapsThatCount = 3;

    public string Cause => Diagnosis.Cause.Unknown;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
    [
        new()
        {
        Cause = Cause,
        Headline = Headline(evidence),
        Clues = [.. Clues(evidence)],
        },
    ];

    private static string Headline(Evidence evidence) => evidence switch
    {
        { State: null } when evidence.Misses(EvidencePart.Workload) => $"{evidence.Workload} could not be read.",
        { State: null } => $"{evidence.Workload} does not exist.",
        _ when Unplaced(evidence) is { } pod => $"{pod.Name} is not placed on a node: {pod.Unschedulable}.",
        _ => $"What is wrong with {evidence.Workload.Name} is not known.",
    };

    private static IEnumerable<Clue> Clues(Evidence evidence)
    {
        if (evidence.State is null)
        {
            yield return new Clue("there is no workload to look at", Likelihood.Decisive);
        }

        if (Unplaced(evidence) is { } pod)
        {
            yield return new Clue($"{pod.Name} is not placed: {pod.Unschedulable}", Likelihood.Slight);
        }

        foreach (var gap in evidence.Gaps.Take(GapsThatCount))
        {
            yield return new Clue($"not read: {gap}", Likelihood.Slight);
        }
    }

    private static PodView? Unplaced(Evidence evidence) => evidence.Pods.FirstOrDefault(pod => pod.Unschedulable is not null);
}
