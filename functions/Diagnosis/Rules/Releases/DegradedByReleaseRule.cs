namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>A release whose pods run and are ready, and serve worse than the one before: more failures, or slower answers, since it came.</summary>
internal sealed class DegradedByReleaseRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.DegradedByRelease;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (!evidence.HasTrafficTrouble() || !evidence.ReleasedBeforeOnset() || evidence.Current() is not { } current)
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
                Headline = $"Since release {current.Revision} of {evidence.Workload.Name}, {evidence.Trouble()}.",
                Clues =
                [
                    .. evidence.TrafficClues(),
                    evidence.TimingClue(),
                    onlyRestarted
                        ? new Clue($"release {current.Revision} only restarted the pods", -Likelihood.Strong)
                        : new Clue($"release {current.Revision} changed: {string.Join("; ", current.Changes.Take(3))}", Likelihood.Slight),
                    .. evidence.Crashing().Count > 0 ? [new Clue("its containers crash: that is more than serving worse", -Likelihood.Strong)] : Array.Empty<Clue>(),
                ],
                Remedies = [.. evidence.WaysOut()],
            },
        ];
    }
}
