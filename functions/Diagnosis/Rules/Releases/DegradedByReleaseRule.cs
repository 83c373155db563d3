using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>A release whose pods run and are ready, and serve worse than the one before: more failures, or slower answers, since it came.</summary>
internal sealed class DegradedByReleaseRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.DegradedByRelease;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        // Where requests are not measured, an alert about a workload whose pods are well is all that can be known of its traffic.
        var isUnmeasured = evidence is { RequestRate: null, Measurements: null, Signals.Count: > 0 } && evidence.PodsAreWell();
        if (!(evidence.HasTrafficTrouble() || isUnmeasured) || !evidence.ReleasedBeforeOnset() || evidence.Current() is not { } current)
        {
            return [];
        }

        var onlyRestarted = current.Changes.Count > 0 && current.Changes.All(change => change.StartsWith("pod annotation ", StringComparison.Ordinal));
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"Since release {current.Revision} of {evidence.Workload.Name}, {(isUnmeasured ? "an alert is about it, and its pods are well" : evidence.Trouble())}.",
                Clues =
                [
                    .. evidence.TrafficClues(),
                    evidence.TimingClue(),
                    onlyRestarted
                        ? new Clue($"release {current.Revision} only restarted the pods", -Likelihood.Strong)
                        : new Clue($"release {current.Revision} changed: {string.Join("; ", current.Changes.Take(3))}", Likelihood.Slight),
                    .. DisturbedClues(evidence),
                    .. evidence.Crashing().Count > 0 ? [new Clue("its containers crash: that is more than serving worse", -Likelihood.Strong)] : Array.Empty<Clue>(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }

    // An experiment next to it, on whom it calls or who calls it, explains what a release did not do.
    private static IEnumerable<Clue> DisturbedClues(Evidence evidence)
    {
        var near = evidence.Neighbours.Where(one => one.Distance == 1).Select(one => one.Workload).ToHashSet();
        var own = evidence.Surroundings?.Experiments.FirstOrDefault(one => one is { IsRunning: true, Hits: ExperimentHit.Pods or ExperimentHit.OtherEnd })?.Ref;
        if ((own ?? evidence.Surroundings?.ExperimentsNearby.FirstOrDefault(one => one.Workloads.Any(near.Contains))?.Ref) is { } experiment)
        {
            yield return new Clue($"{experiment} runs against it, or next to it, and explains it", -Likelihood.Strong) { SeenOn = experiment };
        }
    }
}
