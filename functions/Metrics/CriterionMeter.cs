using System.Globalization;
using Autocura.Incidents;
using Autocura.Metrics.Policies;
using Autocura.Policies;
using Autocura.Verification;

namespace Autocura.Metrics;

/// <summary>Asks the metrics source how criteria stand that people have written. What it does not say is neither good nor bad.</summary>
public sealed class CriterionMeter(PolicyQuestions questions)
{
    private const int LongestName = 120;

    /// <summary>One measurement a criterion, in their order. A metric by its name, and what an expression stands in for, are the workload's.</summary>
    public async Task<IReadOnlyList<Measurement>> MeasureAsync(IReadOnlyList<SuccessCriterion> criteria, WorkloadRef workload, CancellationToken cancellationToken)
    {
        var asked = criteria.Select(criterion => new PolicyMetric(criterion.Metric, workload)).ToList();
        var answers = await questions.AskAsync(asked, cancellationToken);
        return [.. criteria.Zip(asked, (criterion, metric) => Judge(criterion, answers.Of(metric, criterion.Aggregation)))];
    }

    private static Measurement Judge(SuccessCriterion criterion, PolicyValue answer)
    {
        var name = criterion.Metric.Length <= LongestName ? criterion.Metric : $"{criterion.Metric[..LongestName]}...";
        return answer.Value is not { } value
            ? new Measurement(name, MeasurementResult.Unmeasurable, answer.Reason, null, criterion.Threshold)
            : new Measurement(
                name,
                criterion.Holds(value) ? MeasurementResult.Good : MeasurementResult.Bad,
                string.Create(CultureInfo.InvariantCulture, $"{value:0.####}, must be {criterion.Comparison.Sign()} {criterion.Threshold:0.####}"),
                value,
                criterion.Threshold);
    }
}
