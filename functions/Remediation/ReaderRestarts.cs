using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.KnownGood.Changes;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// Completes a plan that changes configuration: what read it when it started goes on with what it read, so every workload whose pods take it is started anew after it.
/// </summary>
public sealed class ReaderRestarts(IClusters clusters)
{
    /// <summary>Configuration that more workloads read than this is not followed by a wave of restarts: a person decides about that.</summary>
    public const int Most = 5;

    /// <summary>The plan with a restart for each reader of what it changes; the plan as it is where it changes no configuration.</summary>
    public async Task<RemediationPlan> CompleteAsync(RemediationPlan plan, IReadOnlyDictionary<string, ActionProfile> profiles, CancellationToken cancellationToken)
    {
        var restarts = new List<PlanStep>();
        foreach (var changed in plan.Steps.Select(step => step.Target).Where(target => target.Kind == Kinds.ConfigMap.Kind).Distinct())
        {
            restarts.AddRange(await ReadersAsync(changed, cancellationToken));
        }

        List<PlanStep> missing = [.. restarts.DistinctBy(step => step.Target).Where(restart => plan.Steps.All(step => step.Target != restart.Target))];
        if (missing.Count is 0 or > Most || !profiles.TryGetValue(ActionNames.RestartWorkload, out var profile))
        {
            return plan;
        }

        return plan with
        {
            Steps = [.. plan.Steps, .. missing],
            Strategy = $"{plan.Strategy}; then {string.Join(", ", missing.Select(step => $"{step.Action} on {step.Target}"))}, which read it",
            SettleTime = plan.SettleTime > profile.SettleTime ? plan.SettleTime : profile.SettleTime,
            BlastRadius = plan.BlastRadius > profile.BlastRadius ? plan.BlastRadius : profile.BlastRadius,
        };
    }

    private async Task<IEnumerable<PlanStep>> ReadersAsync(ObjectRef changed, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(changed.Cluster);
        var lists = await Task.WhenAll(Verbs.Workloads.Select(kind => cluster.ListAsync(kind, new ListQuery(changed.Namespace), cancellationToken)));
        return lists.SelectMany((workloads, index) => workloads
            .Where(workload => new PodReferences(workload).IsConfiguration(changed.Kind, changed.Name))
            .Select(workload => new PlanStep(
                ActionNames.RestartWorkload,
                Verbs.Workloads[index].Ref(changed.Namespace, workload.Name()) with { Cluster = changed.Cluster },
                new Dictionary<string, string>(),
                $"it has read {changed} when it started")));
    }
}
