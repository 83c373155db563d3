using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>A network or mesh policy that keeps requests from the pods, or the pods from what they call: all is ready, and nothing comes through.</summary>
internal sealed class BlockedTrafficRule : IDiagnosisRule
{
    private static readonly string[] Words = ["rbac: access denied", "i/o timeout", "connection timed out", "upstream connect error", "no route to host", "etimedout"];

    public string Cause => Diagnosis.Cause.BlockedTraffic;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var policies = (evidence.Surroundings?.Policies ?? []).Where(policy => policy.Kind is not PolicyEffect.DemandsMutualTls).ToList();
        var known = policies.Select(policy => policy.Ref).ToHashSet();
        var elsewhere = evidence.ChangedObjects().Where(change =>
            change is { Target.Kind: "NetworkPolicy" or "AuthorizationPolicy" or "CiliumNetworkPolicy", Kind: not ChangeKind.Deleted, Relation: ObjectRelation.Dependency } && !known.Contains(change.Target));
        return
        [
            .. policies.Select(policy => Blame(evidence, policy)),
            .. elsewhere.Select(change => new Hypothesis
            {
                Cause = Cause,
                Culprit = change.Target,
                Headline = $"{change.Target} keeps {evidence.Workload.Name} from what it calls.",
                Clues = [.. change.Clues(evidence), change.RelationClue(evidence), .. evidence.TrafficClues(), .. evidence.LogClue(Words, Likelihood.Substantial)],
                Remedies = change.Remedies(),
            }),
        ];
    }

    private static Hypothesis Blame(Evidence evidence, PolicyView policy)
    {
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target == policy.Ref);
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.BlockedTraffic,
            Culprit = policy.Ref,
            Headline = $"{policy.Ref} {policy.Effect}.",
            Clues =
            [
                new Clue($"{policy.Ref} selects the pods and {policy.Effect}", WeightOf(policy.Kind)) { SeenOn = policy.Ref, Field = "spec" },
                .. change?.Clues(evidence) ?? [Timing.Clue($"{policy.Ref} was written{(policy.ChangedBy.Length > 0 ? $" by {policy.ChangedBy}" : "")}", policy.ChangedAt, evidence) with { SeenOn = policy.Ref }],
                .. change is null && evidence.Surroundings?.LastHealthyAt is { } healthy && policy.ChangedAt < healthy
                    ? [new Clue($"all was well under it at {healthy:HH:mm:ss} UTC", -Likelihood.Strong) { SeenOn = policy.Ref, At = healthy }]
                    : Array.Empty<Clue>(),
                .. evidence.TrafficClues(),
                .. evidence.LogClue(Words, Likelihood.Slight),
            ],
            Remedies = change?.Remedies() ?? [],
            WouldChange = ["a caller that is let through and fails all the same"],
        };
    }

    private static double WeightOf(PolicyEffect effect) => effect switch
    {
        PolicyEffect.DeniesIngress or PolicyEffect.DeniesRequests => Likelihood.Strong,
        PolicyEffect.DeniesEgress => Likelihood.Substantial,
        _ => Likelihood.Slight,
    };
}
