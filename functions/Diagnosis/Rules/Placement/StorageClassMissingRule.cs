using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A claim that names a storage class which does not exist, or none where no class is the default: no volume is ever made for it.</summary>
internal sealed class StorageClassMissingRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.StorageClassMissing;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        from claim in evidence.Surroundings?.Claims ?? []
        where claim is { Exists: true, Phase: "Pending", Volume: "" } && (NamesNothing(claim) || HasNone(claim))
        select Blame(evidence, claim);

    private static bool NamesNothing(ClaimView claim) => claim is { StorageClass.Length: > 0, StorageClassExists: false };

    private static bool HasNone(ClaimView claim) => claim is { StorageClass.Length: 0, StorageClassExists: false };

    private static Hypothesis Blame(Evidence evidence, ClaimView claim)
    {
        var target = new ObjectRef("v1", "PersistentVolumeClaim", evidence.Workload.Namespace, claim.Name) { Cluster = evidence.Workload.Cluster };
        var gone = evidence.ChangedObjects().FirstOrDefault(change => change is { Target.Kind: "StorageClass", Kind: ChangeKind.Deleted } && change.Target.Name == claim.StorageClass);
        var own = gone ?? evidence.ChangedObjects().FirstOrDefault(change => change.Target.Kind == target.Kind && change.Target.Name == claim.Name);
        var waiting = evidence.Pods.Where(pod => !pod.Ready && (pod.Unschedulable?.Contains("PersistentVolumeClaim", StringComparison.OrdinalIgnoreCase) ?? pod.Phase == "Pending")).ToList();
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.StorageClassMissing,
            Culprit = gone?.Target ?? target,
            Headline = NamesNothing(claim)
                ? $"Claim {claim.Name} of {evidence.Workload.Name} names the storage class {claim.StorageClass}, which does not exist."
                : $"Claim {claim.Name} of {evidence.Workload.Name} names no storage class, and none is the default.",
            Clues =
            [
                NamesNothing(claim)
                    ? new Clue($"{claim.Name} is Pending, and storage class {claim.StorageClass} does not exist", Likelihood.Decisive) { SeenOn = target, Field = "spec.storageClassName" }
                    : new Clue($"{claim.Name} is Pending{(claim.Why.Length > 0 ? $": {claim.Why}" : "")}, and no storage class is the default", Likelihood.Strong) { SeenOn = target, Field = "spec.storageClassName" },
                .. waiting.Count > 0
                    ? [new Clue($"{waiting.Count} of {evidence.PodsInAll} pods wait for it", Likelihood.Strong)]
                    : evidence.PodsAreWell() ? [new Clue("every pod is ready without it", -Likelihood.Decisive)] : Array.Empty<Clue>(),
                // Volumes made by hand carry a class that need not exist: it only tells which claims they fit.
                .. claim.ReleasedVolumes.Count > 0 ? [new Clue($"{claim.ReleasedVolumes[0]} was made for that class and would fit, were it not kept for a claim that is gone", -Likelihood.Decisive)] : Array.Empty<Clue>(),
                .. own?.Clues(evidence) ?? [],
            ],
            Remedies = own is { Kind: not ChangeKind.Created } ? own.Remedies() : [],
            WouldChange = ["which storage classes there are"],
        };
    }
}
