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
        var running = experiments.Where(one => one.IsRunning || one.Schedule is not null).OrderByDescending(one => one.IsRunning).ThenBy(one => one.Hits).ThenByDescending(one => one.Since).ToList();
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
                        ? new Clue($"{first.Ref} is running: {first.Action} on {first.Selects}", BeganAfter(evidence, first) ? 0 : WeightOf(first.Hits)) { SeenOn = first.Ref, At = first.Since }
                        : new Clue($"{first.Ref} is not running now", -Likelihood.Slight) { SeenOn = first.Ref },
                    Timing.Clue($"{first.Ref} began", first.Since, evidence) with { SeenOn = first.Ref },
                    EffectClue(evidence, first),
                ],
                Remedies = [.. running.SelectMany(Ends).DistinctBy(remedy => remedy.Target).Select((remedy, index) => remedy with { JoinsPrevious = index > 0 })],
                WouldChange = ["a person who runs the experiment and wants it to go on"],
            },
        ];
    }

    // What selects the pods themselves is seldom there without harm to them; a whole node, or the control plane, is shared with many that do not suffer.
    private static double WeightOf(ExperimentHit hits) => hits switch
    {
        ExperimentHit.Pods or ExperimentHit.OtherEnd => Likelihood.Strong,
        ExperimentHit.Node => Likelihood.Substantial,
        _ => Likelihood.Slight,
    };

    // What came after its effect is no cause, whatever it selects.
    private static bool BeganAfter(Evidence evidence, ExperimentView experiment) => Timing.Weight(experiment.Since, evidence.FirstSymptomAt()) <= -Likelihood.Strong;

    // Requests that were counted under it for long enough, and succeed, say that it does no harm here. Right after it began they say little.
    private static Clue EffectClue(Evidence evidence, ExperimentView experiment) => evidence switch
    {
        _ when evidence.HasTrafficTrouble() && evidence.PodsAreWell() => new Clue($"every pod is ready, and yet {evidence.Trouble()} while it runs", Likelihood.Substantial),
        _ when evidence.PodsAreWell() && evidence.Pods.Any(pod => pod.CreatedAt >= experiment.Since) && !evidence.ReleasedBeforeOnset() =>
            new Clue($"pods of {evidence.Workload.Name} had to be made anew since it began", Likelihood.Substantial),
        _ when evidence.HasTrafficTrouble() || !evidence.PodsAreWell() => new Clue($"{evidence.Workload.Name} is in trouble while it runs", Likelihood.Slight),
        _ when evidence.Strain() is { } strain => new Clue($"its {strain.Signal} rose while it runs, and not its load", Likelihood.Substantial) { Field = strain.Signal, At = strain.ChangedAt },
        _ when evidence.WasMeasuredSince(experiment.Since) => new Clue($"{evidence.Workload.Name} serves its requests under it", -Likelihood.Decisive),
        _ => new Clue($"{evidence.Workload.Name} looks well under it", -Likelihood.Substantial),
    };

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
