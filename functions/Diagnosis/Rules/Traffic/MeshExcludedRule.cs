using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>A namespace that left the service mesh: a label of it was taken away or changed, and what relies on the mesh does not reach its pods any more.</summary>
internal sealed class MeshExcludedRule : IDiagnosisRule
{
    private static readonly string[] Labels = ["istio.io/dataplane-mode", "istio-injection", "istio.io/rev", "istio.io/use-waypoint", "linkerd.io/inject", "kuma.io/sidecar-injection"];

    public string Cause => Diagnosis.Cause.MeshExcluded;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        from change in evidence.ChangedObjects()
        where change.Target.Kind == "Namespace"
        let field = change.Fields.FirstOrDefault(one => Labels.Any(label => one.Path.Contains(label, StringComparison.Ordinal)))
        where field is not null
        select new Hypothesis
        {
            Cause = Cause,
            Culprit = change.Target,
            Headline = $"{change.Target} has left the mesh ({field.InWords()}).",
            Clues =
            [
                new Clue($"changed: {field.InWords()}", Likelihood.Strong) { SeenOn = change.Target, Field = field.Path },
                .. change.Clues(evidence),
                .. evidence.TrafficClues(),
            ],
            Remedies = change.Remedies(),
        };
}
