using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Metrics.Policies;
using Autocura.Orchestrations;
using Autocura.Verification;
using Autocura.Verification.Criteria;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Looks at a copy once: whether each of its workloads runs as declared, and how every criterion stands.</summary>
public sealed class MeasureEnvironment(RecoveryObserver observer, CriterionMeter meter, IEnumerable<IRecoveryCriterion> criteria, TimeProvider time)
{
    /// <summary>What can be told of a copy without a past and without traffic.</summary>
    private readonly IReadOnlyList<IRecoveryCriterion> own = [.. criteria.Where(criterion => criterion is RolloutCriterion or RestartsCriterion or EndpointsCriterion)];

    [Function(FunctionNames.MeasureEnvironment)]
    public async Task<MeasurementRound> RunAsync([ActivityTrigger] EnvironmentMeasure measure, CancellationToken cancellationToken)
    {
        var measurements = new List<Measurement>();
        foreach (var workload in measure.Spec.Workloads)
        {
            var request = RequestFor(measure.Order.WorkloadIn(measure.Spec.Target, workload));
            var seen = await observer.ObserveAsync(request, cancellationToken);
            measurements.AddRange(own.Select(criterion => criterion.Measure(seen, request)).Select(found => found with { Detail = $"{workload.Name}: {found.Detail}" }));
        }

        // A metric by its name is that of the first workload's copy.
        var read = await meter.ReadAsync(measure.Order.WorkloadIn(measure.Spec.Target, measure.Spec.Workloads[0]), measure.Spec.Criteria, cancellationToken);
        measurements.AddRange(read.Select(Judge));
        return new MeasurementRound(time.GetUtcNow(), measurements);
    }

    private static Measurement Judge(CriterionReading reading)
    {
        var result = reading.Holds switch { true => MeasurementResult.Good, false => MeasurementResult.Bad, null => MeasurementResult.Unmeasurable };
        return new Measurement(reading.Criterion, result, reading.Detail, reading.Value, reading.Threshold);
    }

    private MeasureRequest RequestFor(WorkloadRef copy) => new()
    {
        Incident = new Incident { Workload = copy, OpenedAt = time.GetUtcNow(), Signals = [] },
        Baseline = new RecoveryBaseline(0, null),
    };
}
