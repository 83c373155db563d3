using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>
/// A chaos experiment that selects the pods, or what they call: trouble that somebody makes on purpose. The schedule that starts it again has to be paused with
/// it; one whose author watches needs no healing, but nobody can tell that from here.
/// </summary>
internal sealed class ChaosRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.ChaosExperiment;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var experiments = evidence.Surroundings?.Experiments ?? [];
        var running = experiments.Where(one => one.IsRunning || one.Schedule is not null).OrderByDescending(one => one.IsRunning).ThenByDescending(one => one.Since).ToList();
        if (running.Count == 0)
        {
            return [];
        }

        var first = running[0];
        var culprit = first.Schedule ?? first.Ref;
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = culprit,
                Headline = $"{culprit} does it on purpose: {first.Action} on {first.Selects}.",
                Clues =
                [
                    first.IsRunning
                        ? new Clue($"{first.Ref} is running: {first.Action} on {first.Selects}", Likelihood.Strong) { SeenOn = first.Ref, At = first.Since }
                        : new Clue($"{first.Ref} is not running now", -Likelihood.Slight) { SeenOn = first.Ref },
                    Timing.Clue($"{first.Ref} began", first.Since, evidence) with { SeenOn = first.Ref },
                    evidence.HasTrafficTrouble() || !evidence.PodsAreWell()
                        ? new Clue($"{evidence.Workload.Name} is in trouble while it runs", Likelihood.Slight)
                        : new Clue($"{evidence.Workload.Name} looks well under it", -Likelihood.Substantial),
                ],
                Remedies = [.. running.SelectMany(Ends).DistinctBy(remedy => remedy.Target).Select((remedy, index) => remedy with { JoinsPrevious = index > 0 })],
                WouldChange = ["a person who runs the experiment and wants it to go on"],
            },
        ];
    }

    private static IEnumerable<Remedy> Ends(ExperimentView one)
    {
        var nothing = new Dictionary<string, string>();
        if (one.Schedule is { } schedule)
        {
            yield return new Remedy(ActionNames.PauseChaos, schedule, nothing, $"{schedule} starts {one.Action} again and again");
        }
        else
        {
            yield return new Remedy(ActionNames.PauseChaos, one.Ref, nothing, $"it ends {one.Action}");
        }
    }
}
