using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Rules.Capacity;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>
/// Something it calls is in trouble and hands it on, or who calls it is gone. One hypothesis for each <see cref="Lead"/>; what is wrong there is found by looking
/// there, which <see cref="Investigation"/> does.
/// </summary>
internal sealed class DependencyRule : IDiagnosisRule
{
    private const int Most = 4;

    private static readonly string[] Words = ["connection refused", "i/o timeout", "connection reset", "upstream", "unavailable", "deadline exceeded", "econnrefused", "no healthy", "broken pipe"];

    public string Cause => Diagnosis.Cause.DependencyDown;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var words = evidence.FirstInLogs(Words);
        return Lead.In(evidence).Take(Most).Select(lead => Blame(evidence, lead, words));
    }

    private static Hypothesis Blame(Evidence evidence, Lead lead, string? words)
    {
        var (one, isCalled) = (lead.Neighbour, lead.Neighbour.Direction is Direction.Dependency);
        var trouble = one.Trouble.Length > 0 ? $" is in trouble: {one.Trouble}" : " may be where the trouble began";
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.DependencyDown,
            Culprit = one.Workload.Target(),
            Headline = isCalled ? $"{one.Workload.Name}, which {evidence.Workload.Name} calls,{trouble}." : $"{one.Workload.Name}, which calls {evidence.Workload.Name},{trouble}.",
            Clues =
            [
                .. lead.Clues,
                .. one.Distance > 1 ? [new Clue($"it is {one.Distance} calls away", -Likelihood.Slight)] : Array.Empty<Clue>(),
                .. isCalled && evidence.HasTrafficTrouble() ? evidence.TrafficClues() : [],
                // Where the log names it, the lead says so.
                .. isCalled && words is not null && !lead.Clues.Any(clue => clue.Field == "log") ? [new Clue($"its log says \"{words}\"", Likelihood.Slight) { Field = "log" }] : Array.Empty<Clue>(),
                .. OwnClues(evidence),
            ],
            Chain = [isCalled ? $"{evidence.Workload.Name} calls {one.Workload.Name} ({one.Source})" : $"{one.Workload.Name} calls {evidence.Workload.Name} ({one.Source})"],
            WouldChange = [$"what is wrong with {one.Workload.Name}"],
        };
    }

    // A workload that is broken by itself needs no other to explain it.
    private static IEnumerable<Clue> OwnClues(Evidence evidence)
    {
        foreach (var clue in evidence.ExperimentClues())
        {
            yield return clue;
        }

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
