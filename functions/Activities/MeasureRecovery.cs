using Autocura.Cluster.Readers;
using Autocura.Metrics;
using Autocura.Metrics.Policies;
using Autocura.Orchestrations;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Looks at the workload once and measures every criterion of its recovery.</summary>
public sealed class MeasureRecovery(RecoveryObserver observer, WorkloadMetrics metrics, CriterionMeter prescribed, IEnumerable<IRecoveryCriterion> criteria)
{
    [Function(FunctionNames.MeasureRecovery)]
    public async Task<MeasurementRound> RunAsync([ActivityTrigger] MeasureRequest request, CancellationToken cancellationToken)
    {
        var seen = await metrics.AddToAsync(await observer.ObserveAsync(request, cancellationToken), request, cancellationToken);
        seen = await prescribed.AddToAsync(seen, request, cancellationToken);
        return new MeasurementRound(seen.At, [.. criteria.Select(criterion => criterion.Measure(seen, request))]);
    }
}
