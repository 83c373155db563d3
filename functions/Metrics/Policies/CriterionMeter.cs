using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Verification;

namespace Autocura.Metrics.Policies;

/// <summary>Measures what a plan's author wants to hold afterwards.</summary>
public sealed class CriterionMeter(IClusters clusters, PolicyQuestions questions)
{
    /// <summary>The observation with a reading of each criterion of the plan.</summary>
    public async Task<RecoveryObservation> AddToAsync(RecoveryObservation seen, MeasureRequest request, CancellationToken cancellationToken)
    {
        var criteria = request.Plan?.Origin?.Criteria ?? [];
        return criteria.Count == 0 ? seen : seen with { Prescribed = await ReadAsync(request.Incident.Workload, criteria, cancellationToken) };
    }

    /// <summary>How criteria of a workload stand, in the order they are given in.</summary>
    internal async Task<IReadOnlyList<CriterionReading>> ReadAsync(WorkloadRef workload, IReadOnlyList<SuccessCriterion> criteria, CancellationToken cancellationToken)
    {
        var usage = await UsageAsync(workload, criteria, cancellationToken);
        var answers = await questions.AskAsync([.. criteria.Where(criterion => criterion.Resource is null).Select(criterion => new PolicyMetric(criterion.Metric, workload)).Distinct()], cancellationToken);
        return [.. criteria.Select(criterion => Reading(criterion, criterion.Resource is { } resource ? usage(resource) : answers.Of(new PolicyMetric(criterion.Metric, workload), criterion.Aggregation)))];
    }

    private static CriterionReading Reading(SuccessCriterion criterion, PolicyValue value) =>
        new($"{criterion}", value.Value is { } number ? criterion.Holds(number) : null, value.Value is { } read ? FormattableString.Invariant($"{read:0.####}") : value.Reason) { Value = value.Value, Threshold = criterion.Threshold };

    private async Task<Func<ResourceMetric, PolicyValue>> UsageAsync(WorkloadRef workload, IReadOnlyList<SuccessCriterion> criteria, CancellationToken cancellationToken)
    {
        if (criteria.All(criterion => criterion.Resource is null))
        {
            return _ => new PolicyValue(null, "it was not asked for");
        }

        var meter = new ResourceMeter(clusters.Named(workload.Cluster));
        await meter.ReadAsync([workload], hasUsage: true, cancellationToken);
        return resource => meter.Of(workload)?.Of(resource) ?? new PolicyValue(null, $"{workload} does not exist");
    }
}
