using Autocura.Policies.Rollback;
using Autocura.Policies.Rollback.Judging;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>What has to be asked to judge a release, and the samples that come of the answers.</summary>
internal sealed class RollbackQuestions
{
    private readonly RollbackCase asked;
    private readonly SampleClock clock;

    public RollbackQuestions(RollbackCase asked, DateTimeOffset now)
    {
        (this.asked, clock) = (asked, new SampleClock(asked.Release!, asked.Spec.Window, now));
        var here = asked.Spec.Metrics.Select(metric => new SampleQuestion(metric.Name, asked.Workload, clock));
        var beside = asked.Spec.BaselineRef?.In(asked.Workload.Cluster, asked.Workload.Namespace);
        // An expression speaks of what it names, wherever it is asked from, unless it uses the placeholders.
        All = [.. here, .. beside is null ? [] : asked.Spec.Metrics.Select(metric => new SampleQuestion(metric.Name, beside, clock))];
    }

    /// <summary>Of every metric; then, where something runs beside the target, of every metric there.</summary>
    public IReadOnlyList<SampleQuestion> All { get; }

    public RollbackCase Answered(IReadOnlyList<SampleAnswer> answers)
    {
        var count = asked.Spec.Metrics.Count;
        return asked with
        {
            Metrics = [.. asked.Spec.Metrics.Select((metric, index) => Metric(metric, answers[index], answers.ElementAtOrDefault(count + index)))],
            Moments = clock.Since,
            Unread = [.. asked.Spec.Metrics.Zip(answers).Where(pair => pair.Second.Values.Count == 0).Select(pair => $"{pair.First.Name}: {pair.Second.Reason}")],
            IsBlind = answers.Any(answer => !answer.IsAnswered),
        };
    }

    private ReleaseMetric Metric(RollbackMetric metric, SampleAnswer answer, SampleAnswer? beside) => new()
    {
        Name = metric.Name,
        Weight = metric.Weight,
        Threshold = metric.Threshold,
        Comparison = metric.ComparisonOperator,
        Tolerance = metric.Tolerance,
        Since = Samples(answer, clock.Since),
        Reference = beside is null ? Samples(answer, clock.Before) : Samples(beside, clock.Since),
        Beside = beside is not null,
    };

    private static MetricSamples Samples(SampleAnswer answer, IReadOnlyList<DateTimeOffset> moments) => new(
        [.. moments.Select(at => answer.Values.GetValueOrDefault(at, double.NaN))],
        answer.Requests is { } requests ? [.. moments.Select(at => requests.GetValueOrDefault(at, double.NaN))] : null);
}
