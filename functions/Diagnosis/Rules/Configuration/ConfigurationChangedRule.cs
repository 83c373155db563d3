using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>A ConfigMap or Secret that the workload, or something it calls, uses was changed before the trouble, in whatever way.</summary>
internal sealed class ConfigurationChangedRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.ConfigurationChanged;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        from change in evidence.ChangedObjects()
        where change is { Target.Kind: "ConfigMap" or "Secret", Kind: ChangeKind.Changed or ChangeKind.Deleted, Relation: ObjectRelation.Configuration or ObjectRelation.Dependency }
        where change.At is null || change.At >= evidence.Onset - ReleaseHistory.TriggerWindow
        select new Hypothesis
        {
            Cause = Cause,
            Culprit = change.Target,
            Headline = $"{change.Target} was changed before {evidence.Workload.Name} got into trouble.",
            Clues =
            [
                .. change.Clues(evidence),
                change.RelationClue(evidence),
                .. evidence.IsServedAsUsualSince(change.At) ? [new Clue($"its requests of the last {Timing.Span(evidence.MeasuredOver)} all came after that, and are served as usual", -Likelihood.Strong)] : evidence.TrafficClues(),
                .. evidence.Crashing() is [_, ..] crashing ? [evidence.CrashClue(crashing, Likelihood.Slight)] : Array.Empty<Clue>(),
            ],
            Remedies = change.Remedies(),
        };
}
