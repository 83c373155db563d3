using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>
/// A workload that was not there when all was well and floods what others need: answers grow slow while nothing of their own changed. Seen at the API server, and at
/// anything that many share.
/// </summary>
internal sealed class ForeignLoadRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.ApiServerFlooded;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (!evidence.IsSlow() && !evidence.Rose(Measurements.Signal.RequestRate, 3))
        {
            return [];
        }

        return
            from change in evidence.ChangedObjects()
            where change is { Target.Kind: "Deployment" or "StatefulSet" or "DaemonSet" or "Job", Kind: ChangeKind.Created, Relation: not ObjectRelation.Itself }
            select new Hypothesis
            {
                Cause = Cause,
                Culprit = change.Target,
                Headline = $"{change.Target} is new, and since it runs, {evidence.Trouble()}.",
                Clues =
                [
                    .. change.Clues(evidence),
                    new Clue(evidence.Trouble(), Likelihood.Slight),
                    .. evidence.Rose(Measurements.Signal.RequestRate, 3) ? [new Clue("many more requests come than before", Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. evidence.Fails() ? [new Clue("requests fail: load alone makes them slow first", -Likelihood.Slight)] : Array.Empty<Clue>(),
                ],
                Remedies = change.Remedies(),
            };
    }
}
