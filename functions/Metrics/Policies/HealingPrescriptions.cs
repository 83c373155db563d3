using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Policies.Healing;

namespace Autocura.Metrics.Policies;

/// <summary>What the HealingPolicies of a workload prescribe now: their metrics are measured anew, for an alert may be old.</summary>
public sealed class HealingPrescriptions(IClusters clusters, HealingTargets targets, HealingReader reader, JobOptions jobs) : IPrescriptionSource
{
    public async Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(incident.Workload.Cluster);
        var own = await targets.OfAsync(cluster, incident.Workload, cancellationToken);
        var measured = own.Count == 0 ? new MeasuredPolicies([]) : await reader.MeasureAsync(cluster, own, cancellationToken);
        return [.. measured.All.Where(policy => policy.Usage is not null).OrderBy(policy => policy.Policy.Ref.Name, StringComparer.Ordinal).Select(policy => HealingLadder.Of(State(policy, incident, evidence))).OfType<Prescription>()];
    }

    private HealingState State(MeasuredPolicy policy, Incident incident, Evidence evidence) => new(policy.Policy.Ref, policy.Policy.Spec!, policy.Target, policy.Readings)
    {
        Replicas = policy.Usage!.Replicas,
        ScaledBy = evidence.State?.ScaledBy,
        Attempts = policy.Policy.Manifest.Int("status", "attempts") ?? 0,
        LastHealing = policy.Policy.Manifest.Time("status", "lastHealing"),
        Commands = jobs.AllowedCommands(),
        Incident = incident.ShortName(),
    };
}
