using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>An autoscaler whose targets or bounds do not fit: it stands at its maximum although nobody asks for more, or may not grow when somebody does.</summary>
internal sealed class AutoscalerRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.AutoscalerMisconfigured;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.Surroundings?.Autoscaler is not { } scaler)
        {
            return [];
        }

        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target == scaler.Ref || (one.Target.Kind == scaler.Ref.Kind && one.Target.Name == scaler.Ref.Name));
        if (!scaler.IsAtMaximum && change is null)
        {
            return [];
        }

        var surged = evidence.Rose(Signal.RequestRate, 1.5);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = scaler.Ref,
                Headline = $"{scaler.Ref} stands at {scaler.Current} of at most {scaler.Maximum} replicas ({string.Join("; ", scaler.Metrics.Take(2))}).",
                Clues =
                [
                    scaler.IsAtMaximum
                        ? new Clue($"{scaler.Current} of at most {scaler.Maximum} replicas", Likelihood.Strong) { SeenOn = scaler.Ref, Field = "status.currentReplicas" }
                        : new Clue($"{scaler.Current} of at most {scaler.Maximum} replicas: it could still grow", -Likelihood.Substantial) { SeenOn = scaler.Ref },
                    surged
                        ? new Clue($"requests grew from {evidence.Series(Signal.RequestRate)!.Before:0.0} to {evidence.Series(Signal.RequestRate)!.After:0.0} a second: the load is real", -Likelihood.Strong)
                        : new Clue("requests have not grown", Likelihood.Substantial),
                    .. change?.Clues(evidence) ?? [Timing.Clue($"{scaler.Ref} was written", scaler.ChangedAt, evidence) with { SeenOn = scaler.Ref }],
                ],
                Remedies = change is not null
                    ? change.Remedies()
                    : [new Remedy(ActionNames.AdjustAutoscaler, scaler.Ref, new Dictionary<string, string> { [ActionParameters.MaxReplicas] = $"{scaler.Maximum * 2}" }, "it may grow then") { Chance = CureChance.Weak }],
            },
        ];
    }
}
