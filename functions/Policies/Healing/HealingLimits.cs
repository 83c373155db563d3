using Autocura.Diagnosis;

namespace Autocura.Policies.Healing;

/// <summary>What a policy's metrics are held against.</summary>
public static class HealingLimits
{
    /// <summary>How long a resource must be over its limit: two looks, so that a moment is no breach.</summary>
    public static readonly TimeSpan ResourceDuration = TimeSpan.FromSeconds(30);

    /// <summary>How long a metric must be well before it counts as well, at least: what wavers around its limit is one breach.</summary>
    public static readonly TimeSpan LeastCalm = TimeSpan.FromSeconds(30);

    /// <summary>The limit of a metric; null when the policy does not say one.</summary>
    public static SuccessCriterion? Of(MetricSpec metric) => metric switch
    {
        { Type: "Custom", Custom: { } custom } => new SuccessCriterion(custom.MetricName, custom.ComparisonOperator, custom.Threshold, TimeSpan.FromSeconds(custom.DurationSeconds)) { Aggregation = custom.Aggregation },
        { Type: "Resource", Resource: { Target: { Type: "Value", AverageValue: { } amount } } resource } when Quantity.Parse(amount) is { } value => Limit(resource, value, isUtilization: false),
        { Type: "Resource", Resource: { Target: { Type: "Utilization", AverageUtilization: { } percent } } resource } => Limit(resource, percent, isUtilization: true),
        _ => null,
    };

    /// <summary>What must hold for the workload to count as healed: the opposite of the limit, for as long.</summary>
    public static SuccessCriterion ToRecovery(SuccessCriterion limit) => limit with { IsInverted = true, Duration = limit.Duration > LeastCalm ? limit.Duration : LeastCalm };

    private static SuccessCriterion Limit(ResourceSpec resource, double threshold, bool isUtilization) =>
        new(resource.Name, Comparison.GreaterThan, threshold, ResourceDuration) { Resource = new ResourceMetric(resource.Name, isUtilization) };
}
