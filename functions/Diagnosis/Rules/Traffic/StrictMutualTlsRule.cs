using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>Mutual TLS is demanded where not everybody speaks it: a client, or the workload itself, is outside of the mesh.</summary>
internal sealed class StrictMutualTlsRule : IDiagnosisRule
{
    private static readonly string[] OptOuts = ["istio.io/dataplane-mode", "sidecar.istio.io/inject", "linkerd.io/inject"];

    public string Cause => Diagnosis.Cause.StrictMutualTls;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var strict = (evidence.Surroundings?.Policies ?? []).FirstOrDefault(policy => policy.Kind is PolicyEffect.DemandsMutualTls);
        if (strict is null)
        {
            return [];
        }

        var optedOut = evidence.State?.PodLabels.FirstOrDefault(label => OptOuts.Contains(label.Key) && label.Value is "none" or "false" or "disabled");
        var isOut = optedOut is { Key: not null };
        var optedOutNow = (evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes.FirstOrDefault(line => OptOuts.Any(label => line.Contains(label, StringComparison.Ordinal))) : null)
            ?? evidence.OwnField([.. OptOuts])?.InWords();
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target == strict.Ref);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = isOut ? evidence.Workload.Target() : strict.Ref,
                Headline = isOut
                    ? $"{evidence.Workload.Name} is outside of the mesh ({optedOut!.Value.Key}={optedOut.Value.Value}), and {strict.Ref} lets only the mesh in."
                    : $"{strict.Ref} lets only clients of the mesh in.",
                Clues =
                [
                    new Clue($"{strict.Ref} {strict.Effect}", Likelihood.Substantial) { SeenOn = strict.Ref, Field = "spec.mtls.mode" },
                    .. isOut ? [new Clue($"its pods carry {optedOut!.Value.Key}={optedOut.Value.Value}", Likelihood.Strong) { SeenOn = evidence.Workload.Target() }] : Array.Empty<Clue>(),
                    .. optedOutNow is not null ? [new Clue($"changed: {optedOutNow}", Likelihood.Substantial), evidence.TemplateTimingClue()] : Array.Empty<Clue>(),
                    .. change?.Clues(evidence) ?? [Timing.Clue($"{strict.Ref} was written", strict.ChangedAt, evidence) with { SeenOn = strict.Ref }],
                    .. evidence.TrafficClues(),
                ],
                Remedies = [.. optedOutNow is not null ? evidence.WaysOut() : [], .. change?.Remedies() ?? []],
            },
        ];
    }
}
