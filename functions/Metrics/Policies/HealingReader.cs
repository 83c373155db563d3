using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Policies.Healing;

namespace Autocura.Metrics.Policies;

/// <summary>Measures what HealingPolicies are about: many of them with few questions.</summary>
public sealed class HealingReader(PolicyQuestions questions)
{
    /// <exception cref="ClusterException">The workloads cannot be read.</exception>
    internal async Task<MeasuredPolicies> MeasureAsync(ICluster cluster, IReadOnlyList<Declared<HealingPolicySpec>> policies, CancellationToken cancellationToken)
    {
        List<Declared<HealingPolicySpec>> active = [.. policies.Where(policy => policy.Spec is { Suspend: false })];
        var meter = new ResourceMeter(cluster);
        if (active.Count > 0)
        {
            var hasUsage = active.Exists(policy => policy.Spec!.Metrics.Any(metric => metric.Resource is not null));
            await meter.ReadAsync([.. active.Select(policy => TargetOf(cluster, policy)).Distinct()], hasUsage, cancellationToken);
        }

        List<PolicyMetric> asked = [.. active.SelectMany(policy => policy.Spec!.Metrics.Select(HealingLimits.Of).OfType<SuccessCriterion>()
            .Where(limit => limit.Resource is null).Select(limit => new PolicyMetric(limit.Metric, TargetOf(cluster, policy)))).Distinct()];
        var answers = await questions.AskAsync(asked, cancellationToken);
        return new MeasuredPolicies([.. active.Select(policy => Measured(policy, TargetOf(cluster, policy), meter, answers))]) { Questions = answers.Questions + meter.Requests, Gap = meter.Gap };
    }

    private static WorkloadRef TargetOf(ICluster cluster, Declared<HealingPolicySpec> policy) => policy.Spec!.TargetRef.In(cluster.Name, policy.Ref.Namespace);

    private static MeasuredPolicy Measured(Declared<HealingPolicySpec> policy, WorkloadRef target, ResourceMeter meter, PolicyAnswers answers)
    {
        var usage = meter.Of(target);
        return new MeasuredPolicy(policy, target, usage, [.. policy.Spec!.Metrics.Select(metric => Reading(metric, target, usage, meter.Gap, answers))]);
    }

    private static MetricReading Reading(MetricSpec metric, WorkloadRef target, ResourceUsage? usage, string gap, PolicyAnswers answers)
    {
        if (HealingLimits.Of(metric) is not { } limit)
        {
            return new MetricReading(metric.Name, new SuccessCriterion(metric.Name, Comparison.GreaterThan, double.MaxValue, TimeSpan.Zero), null, $"metrics of type {metric.Type} need a target");
        }

        var value = (limit.Resource, usage) switch
        {
            (null, _) => answers.Of(new PolicyMetric(limit.Metric, target), limit.Aggregation),
            (_, null) => new PolicyValue(null, $"{target} does not exist"),
            ({ } resource, _) => gap.Length > 0 && usage.Cpu.Count == 0 ? new PolicyValue(null, gap) : usage.Of(resource),
        };
        return new MetricReading(metric.Name, limit, value.Value, value.Reason);
    }
}

/// <summary>What was measured at one look.</summary>
internal sealed record MeasuredPolicies(IReadOnlyList<MeasuredPolicy> All)
{
    public int Questions { get; init; }

    /// <summary>Why nothing is known of what pods use; empty when it is.</summary>
    public string Gap { get; init; } = "";
}

/// <summary>A policy with the readings of its metrics. <paramref name="Usage"/> is null when its workload does not exist.</summary>
internal sealed record MeasuredPolicy(Declared<HealingPolicySpec> Policy, WorkloadRef Target, ResourceUsage? Usage, IReadOnlyList<MetricReading> Readings);
