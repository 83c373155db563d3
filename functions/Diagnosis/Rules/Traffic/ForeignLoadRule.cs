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
        // How the API server answers is not among the numbers of workloads: an alert about it is all there is.
        var isApiServer = evidence.Workload.Kind == "Pod";
        if (!isApiServer && !evidence.IsSlow() && !evidence.Rose(Measurements.Signal.RequestRate, 3))
        {
            return [];
        }

        var trouble = isApiServer ? $"{evidence.Workload.Name} is complained of" : evidence.Trouble();

        return
            from change in evidence.ChangedObjects()
            where change is { Target.Kind: "Deployment" or "StatefulSet" or "DaemonSet" or "Job", Kind: ChangeKind.Created, Relation: not ObjectRelation.Itself }
            select new Hypothesis
            {
                Cause = Cause,
                Culprit = change.Target,
                Headline = $"{change.Target} is new, and since it runs, {trouble}.",
                Clues =
                [
                    .. change.Clues(evidence),
                    new Clue(trouble, Likelihood.Slight),
                    .. isApiServer ? [new Clue($"whatever runs in the cluster may call {evidence.Workload.Name}, and {change.Target.Name} is the newest that does", Likelihood.Substantial) { SeenOn = change.Target }] : Array.Empty<Clue>(),
                    .. evidence.Rose(Measurements.Signal.RequestRate, 3) ? [new Clue("many more requests come than before", Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. evidence.Fails() ? [new Clue("requests fail: load alone makes them slow first", -Likelihood.Slight)] : Array.Empty<Clue>(),
                ],
                Remedies = change.Remedies(),
            };
    }
}
