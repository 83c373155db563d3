using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules;

/// <summary>What was written to a workload, or to what it is made of, right before an alert: that is seldom without a part in it.</summary>
internal static class WrittenBefore
{
    /// <summary>The clue against a workload that is well, where there is such a write.</summary>
    public static IEnumerable<Clue> WrittenBeforeClues(this Evidence evidence)
    {
        var symptom = evidence.FirstSymptomAt();
        if (evidence.ChangedObjects().FirstOrDefault(change => IsClose(change) && IsNear(change, symptom) && !evidence.IsServedAsUsualSince(change.At)) is { } change)
        {
            yield return new Clue($"{change.Target} was changed {(change.At is { } at ? Timing.Before(symptom - at) : "since all was well")}", -Likelihood.Substantial) { SeenOn = change.Target, At = change.At };
        }
        else if (evidence.Surroundings?.Policies.FirstOrDefault(policy => Excludes(policy) && Timing.Weight(policy.ChangedAt, symptom) > 0) is { } policy)
        {
            yield return new Clue($"{policy.Ref} {policy.Effect} since {Timing.Before(symptom - policy.ChangedAt)}", -Likelihood.Substantial) { SeenOn = policy.Ref, At = policy.ChangedAt };
        }
    }

    private static bool Excludes(PolicyView policy) =>
        policy.Kind is PolicyEffect.DeniesIngress or PolicyEffect.DeniesEgress or PolicyEffect.DeniesRequests or PolicyEffect.DemandsMutualTls;

    // Where nobody can tell when it was written, that it is not as it was when all was well must do.
    private static bool IsNear(ObjectChange change, DateTimeOffset symptom) => change.At is { } at ? Timing.Weight(at, symptom) > 0 : change.IsAgainstKnownGood;

    private static bool IsClose(ObjectChange change) => change.Relation is ObjectRelation.Itself or ObjectRelation.Configuration or ObjectRelation.InFront or ObjectRelation.Owner or ObjectRelation.Cluster
        || change is { Relation: ObjectRelation.Namespace, Target.Kind: "Namespace" };
}
