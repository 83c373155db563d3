using Autocura.Diagnosis.Neighbours;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>
/// Something it calls is in trouble, and hands it on. One hypothesis for each dependency in trouble; what is wrong there is found by looking there, which
/// <see cref="Investigation"/> does.
/// </summary>
internal sealed class DependencyRule : IDiagnosisRule
{
    private static readonly string[] Words = ["connection refused", "i/o timeout", "connection reset", "upstream", "unavailable", "deadline exceeded", "econnrefused", "no healthy", "broken pipe"];

    public string Cause => Diagnosis.Cause.DependencyDown;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var words = evidence.FirstInLogs(Words);
        return evidence.Neighbours
            .Where(one => one.Direction is Direction.Dependency && IsTroubled(one))
            .OrderBy(one => one.Distance)
            .Take(4)
            .Select(one => Blame(evidence, one, words));
    }

    private static bool IsTroubled(NeighbourView one) =>
        one.Trouble.Length > 0 || one.ErrorRatio >= Symptoms.PlainlyFailing || one.FailedCalls >= Symptoms.PlainlyFailing || one.ReadyReplicas < one.Replicas || one.Replicas == 0 || one.ChangedAt is not null;

    private static Hypothesis Blame(Evidence evidence, NeighbourView one, string? words)
    {
        var target = one.Workload.Target();
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.DependencyDown,
            Culprit = target,
            Headline = $"{one.Workload.Name}, which {evidence.Workload.Name} calls, is in trouble{(one.Trouble.Length > 0 ? $": {one.Trouble}" : "")}.",
            Clues =
            [
                Health(one) with { SeenOn = target },
                .. one.FailedCalls >= Symptoms.PlainlyFailing ? [new Clue($"{one.FailedCalls:0%} of the calls to {one.Workload.Name} fail", Likelihood.Strong) { SeenOn = target }] : Array.Empty<Clue>(),
                .. one.Distance > 1 ? [new Clue($"it is {one.Distance} calls away", -Likelihood.Slight)] : Array.Empty<Clue>(),
                .. one.ChangedAt is { } at ? [Timing.Clue($"the numbers of {one.Workload.Name} changed", at, evidence) with { SeenOn = target }] : Array.Empty<Clue>(),
                .. SuspectClue(evidence, one),
                .. evidence.HasTrafficTrouble() ? evidence.TrafficClues() : [],
                .. words is not null && (words.Length > 0 && evidence.Logs().Contains(one.Workload.Name, StringComparison.OrdinalIgnoreCase))
                    ? [new Clue($"its log names {one.Workload.Name} and says \"{words}\"", Likelihood.Substantial) { Field = "log" }]
                    : words is not null ? [new Clue($"its log says \"{words}\"", Likelihood.Slight) { Field = "log" }] : Array.Empty<Clue>(),
                .. OwnClues(evidence),
            ],
            Chain = [$"{evidence.Workload.Name} calls {one.Workload.Name} ({one.Source})"],
            WouldChange = [$"what is wrong with {one.Workload.Name}"],
        };
    }

    // The ranking of all services by how much, and how early, their numbers changed.
    private static IEnumerable<Clue> SuspectClue(Evidence evidence, NeighbourView one)
    {
        if (evidence.Measurements?.Suspects is [var first, ..] && first.Service == one.Workload.Name)
        {
            yield return new Clue($"of all services, the numbers of {first.Service} changed most ({first.Signal})", Likelihood.Substantial) { SeenOn = one.Workload.Target(), Field = first.Signal, At = first.ChangedAt };
        }
    }

    private static Clue Health(NeighbourView one) => one switch
    {
        { Replicas: 0 } => new Clue($"{one.Workload.Name} has no replicas", Likelihood.Strong),
        { ReadyReplicas: 0 } => new Clue($"none of the {one.Replicas} replicas of {one.Workload.Name} is ready", Likelihood.Strong),
        { ErrorRatio: >= Symptoms.PlainlyFailing } => new Clue($"{one.ErrorRatio:0%} of the requests to {one.Workload.Name} fail", Likelihood.Strong),
        _ when one.ReadyReplicas < one.Replicas => new Clue($"{one.ReadyReplicas} of {one.Replicas} replicas of {one.Workload.Name} are ready", Likelihood.Slight),
        { Trouble.Length: > 0 } => new Clue($"{one.Workload.Name}: {one.Trouble}", Likelihood.Substantial),
        _ => new Clue($"{one.Workload.Name} itself looks well", 0),
    };

    // A workload that is broken by itself needs no dependency to explain it.
    private static IEnumerable<Clue> OwnClues(Evidence evidence)
    {
        if (evidence.State is { Replicas: 0 })
        {
            yield return new Clue("it has no replicas itself", -Likelihood.Strong);
        }
        else if (evidence.PendingOrUnpulled())
        {
            yield return new Clue("its own pods cannot even start", -Likelihood.Strong);
        }
    }
}
