using System.Collections.Concurrent;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Incidents;
using Autocura.Policies.Healing;

namespace Autocura.Metrics.Policies;

/// <summary>
/// Which HealingPolicies are about a workload. A policy may name a workload of any namespace, so all of them are listed to find out; in a storm of incidents that list is good
/// for a few seconds. What is found is read anew, for its status counts.
/// </summary>
public sealed class HealingTargets(TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<Declared<HealingPolicySpec>> All)> read = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ClusterException">They cannot be read.</exception>
    internal async Task<IReadOnlyList<Declared<HealingPolicySpec>>> OfAsync(ICluster cluster, WorkloadRef workload, CancellationToken cancellationToken)
    {
        var own = (await ListAsync(cluster, cancellationToken)).Where(policy => IsAbout(policy, workload));
        var anew = await Task.WhenAll(own.Select(policy => policy.AnewAsync(cluster, Kinds.HealingPolicy, cancellationToken)));
        return [.. anew.OfType<Declared<HealingPolicySpec>>().Where(policy => IsAbout(policy, workload))];
    }

    private async Task<IReadOnlyList<Declared<HealingPolicySpec>>> ListAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(cluster.Name, out var known) && time.GetUtcNow() - known.At < Age)
        {
            return known.All;
        }

        var all = await Declared<HealingPolicySpec>.ReadAsync(cluster, Kinds.HealingPolicy, cancellationToken);
        read[cluster.Name] = (time.GetUtcNow(), all);
        return all;
    }

    private static bool IsAbout(Declared<HealingPolicySpec> policy, WorkloadRef workload) =>
        policy.Spec is { Suspend: false } spec && spec.TargetRef.In(workload.Cluster, policy.Ref.Namespace) == workload;
}
