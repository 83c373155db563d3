using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Policies.Rollback;

namespace Autocura.Cluster.Policies;

/// <summary>
/// What RollbackPolicies prescribe for a workload: while the release that one of them found worse is still there, to go back, once. What it found stands in its status.
/// </summary>
internal sealed class RollbackPrescriptions(IClusters clusters) : IPrescriptionSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(incident.Workload.Cluster);
        var policies = await Declared<RollbackPolicySpec>.ReadAsync(cluster, Kinds.RollbackPolicy, cancellationToken);
        return [.. policies.Select(policy => Of(policy, incident.Workload, evidence)).OfType<Prescription>()];
    }

    private static Prescription? Of(Declared<RollbackPolicySpec> policy, WorkloadRef workload, Evidence evidence)
    {
        // One whose spec cannot be read says so in its status, and prescribes nothing.
        if (policy.Spec is not { Suspend: false } spec || spec.TargetRef.In(workload.Cluster, policy.Ref.Namespace) != workload || !IsDue(policy.Manifest, evidence))
        {
            return null;
        }

        var target = Kinds.Named(workload.Kind).Ref(workload.Namespace, workload.Name) with { Cluster = workload.Cluster };
        var revision = spec.RollbackToRevision.Length > 0 ? spec.RollbackToRevision : "previous";
        var remedy = new Remedy(ActionNames.RollBackRelease, target, new Dictionary<string, string> { [ActionParameters.ToRevision] = revision }, $"go back to {revision}");
        return new Prescription
        {
            Source = PrescriptionSource.RollbackPolicy,
            Origin = policy.Ref,
            Reason = policy.Manifest.Condition("Progressing").Text("message") ?? "the release is worse than the one before",
            Rungs = [new Rung("rollback", [remedy])],
            MaxAttempts = 1,
            HoldsNow = true,
            Criteria = spec.SuccessCriteria is { } criterion ? [criterion.ToCriterion()] : [],
        };
    }

    /// <summary>Whether the release that is to be rolled back is the one that is there.</summary>
    private static bool IsDue(JsonObject policy, Evidence evidence) =>
        policy.Condition("Progressing").Text("reason") == nameof(RollbackStage.RollbackDue)
        && evidence.Releases is [var newest, ..]
        && newest.Name == policy.Text("status", "condemnedRelease", "name");
}
