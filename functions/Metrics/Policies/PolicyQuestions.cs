using Autocura.Metrics.Policies.Rollback;
using Autocura.Metrics.Scan;
using Autocura.Policies;
using Autocura.Signals;

namespace Autocura.Metrics.Policies;

/// <summary>
/// Asks the metrics source for the numbers of many policies with few questions: all workloads that use the same metric are one question, and equal expressions are asked once.
/// What is not answered has a reason.
/// </summary>
public sealed class PolicyQuestions(IMetricSource source, MetricsReach reach, TimeProvider time, ScanOptions? golden = null)
{
    /// <summary>Namespaces in one question: an address has an end.</summary>
    private const int MostNamespaces = 100;

    private const int AtOnce = 4;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>The value of each metric now, in the order they are given in.</summary>
    internal async Task<PolicyAnswers> AskAsync(IReadOnlyList<PolicyMetric> metrics, CancellationToken cancellationToken)
    {
        var questions = metrics.Where(metric => reach.Refusal(metric.Workload) is null).GroupBy(Key).SelectMany(Questions).ToList();
        using var deadline = new CancellationTokenSource(Budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var answers = new Dictionary<(string, string), List<MetricAnswer>>();
        foreach (var some in Turned(questions).Chunk(AtOnce))
        {
            var got = await Task.WhenAll(some.Select(question => AskAsync(question.Expression, either.Token, cancellationToken)));
            foreach (var (question, answer) in some.Zip(got))
            {
                answers.TryAdd(question.Key, []);
                answers[question.Key].Add(answer);
            }
        }

        return new PolicyAnswers(answers, metric => reach.Refusal(metric.Workload), Key) { Questions = questions.Count };
    }

    /// <summary>What cannot be asked in time at one look comes first at another.</summary>
    private IEnumerable<Question> Turned(List<Question> questions)
    {
        var first = questions.Count == 0 ? 0 : (int)(time.GetUtcNow().ToUnixTimeSeconds() / 15 * 7 % questions.Count);
        return questions.Skip(first).Concat(questions.Take(first));
    }

    /// <summary>What one question answers: all that name a metric, or all that wrote the same expression, in one cluster.</summary>
    private static (string Cluster, string Text) Key(PolicyMetric metric) => (metric.Workload.Cluster, metric.IsName ? metric.Text : metric.Expression([], ""));

    private IEnumerable<Question> Questions(IGrouping<(string Cluster, string Text), PolicyMetric> same)
    {
        var first = same.First();
        return first.IsName
            ? same.Select(metric => metric.Workload.Namespace).Distinct().Order(StringComparer.Ordinal).Chunk(MostNamespaces)
                .Select(namespaces => new Question(same.Key, Expression(first, namespaces)))
            : [new Question(same.Key, same.Key.Text)];
    }

    private string Expression(PolicyMetric metric, IReadOnlyCollection<string> namespaces) => GoldenMetric.Is(metric.Text) && golden is not null
        ? new GoldenMetric(metric.Text).Expression(new ScanQueries(golden, reach.Matcher(metric.Workload.Cluster)), namespaces, golden.Window)
        : metric.Expression(namespaces, reach.Matcher(metric.Workload.Cluster));

    private async Task<MetricAnswer> AskAsync(string expression, CancellationToken either, CancellationToken caller)
    {
        try
        {
            return await source.QueryAsync(expression, at: null, either);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new MetricAnswer.Unmeasurable($"not everything was answered within {Budget.TotalSeconds:0} s");
        }
    }

    private sealed record Question((string Cluster, string Text) Key, string Expression);
}

/// <summary>What the metrics source said.</summary>
internal sealed class PolicyAnswers(
    IReadOnlyDictionary<(string Cluster, string Text), List<MetricAnswer>> answers, Func<PolicyMetric, string?> refusal, Func<PolicyMetric, (string Cluster, string Text)> key)
{
    public int Questions { get; init; }

    /// <summary>The number, or why there is none.</summary>
    public PolicyValue Of(PolicyMetric metric, Aggregation aggregation)
    {
        if (refusal(metric) is { } outOfReach)
        {
            return new PolicyValue(null, outOfReach);
        }

        var given = answers.GetValueOrDefault(key(metric)) ?? [];
        if (given.OfType<MetricAnswer.Unmeasurable>().FirstOrDefault() is { } unknown)
        {
            return new PolicyValue(null, unknown.Reason);
        }

        double[] values = [.. given.OfType<MetricAnswer.Values>().SelectMany(answer => answer.Series).Where(series => metric.Owns(series.Labels)).Select(series => series.Points[^1].Value)];
        return aggregation.Of(values) is { } value
            ? new PolicyValue(value, "")
            : new PolicyValue(null, metric.IsName ? $"no series of {metric.Text} is of {metric.Workload}" : "the expression yields nothing");
    }
}

/// <summary>A number that was read, or why it could not be.</summary>
public sealed record PolicyValue(double? Value, string Reason);
