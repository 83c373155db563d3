using Autocura.Metrics.Scan;
using Autocura.Signals;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>
/// Asks the metrics source for the samples of many releases with few questions: all workloads that use the same metric are one range, a hundred namespaces each, and
/// equal expressions are asked once.
/// </summary>
public sealed class ReleaseSamples(IMetricSource source, MetricsReach reach, ScanOptions options, TimeProvider time)
{
    private const int MostNamespaces = 100;
    private const int AtOnce = 4;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>An answer to each question, in their order, and how many ranges were asked for.</summary>
    internal async Task<(IReadOnlyList<SampleAnswer> Answers, int Questions)> AskAsync(IReadOnlyList<SampleQuestion> questions, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var wanted = questions.Where(question => Refusal(question) is null).GroupBy(question => question.Key).SelectMany(same => Ranges([.. same])).ToList();
        var answers = new Dictionary<RangeQuery, MetricAnswer>();
        foreach (var some in wanted.Select(one => one.Range).Distinct().Chunk(AtOnce))
        {
            var got = await Task.WhenAll(some.Select(range => AskAsync(range, either.Token, cancellationToken)));
            foreach (var (range, answer) in some.Zip(got))
            {
                answers[range] = answer;
            }
        }

        var byKey = wanted.ToLookup(one => one.Key, one => (one.Part, answers[one.Range]));
        return ([.. questions.Select(question => Refusal(question) is { } refusal
            ? SampleAnswer.None(refusal, isAnswered: false)
            : SampleReading.Of(question, [.. byKey[question.Key]]))], answers.Count);
    }

    private IEnumerable<Wanted> Ranges(IReadOnlyList<SampleQuestion> same)
    {
        var moments = same.SelectMany(question => question.Moments).ToList();
        return moments.Count == 0 ? [] : Expressions(same).SelectMany(parts => parts.Select((expression, part) =>
            new Wanted(same[0].Key, part, new RangeQuery(expression, moments.Min(), moments.Max(), same[0].Clock.Step))));
    }

    /// <summary>The expressions to ask, in their parts: a share of requests has two.</summary>
    private IEnumerable<IReadOnlyList<string>> Expressions(IReadOnlyList<SampleQuestion> same)
    {
        var (metric, matcher) = (new PolicyMetric(same[0].Text, same[0].Workload), reach.Matcher(same[0].Workload.Cluster));
        if (!same[0].IsOfMany)
        {
            return [[metric.Expression([], "")]];
        }

        return same.Select(question => question.Workload.Namespace).Distinct().Order(StringComparer.Ordinal).Chunk(MostNamespaces).Select(namespaces => GoldenMetric.Is(same[0].Text)
            ? new GoldenMetric(same[0].Text).Expressions(new ScanQueries(options, matcher), namespaces, same[0].Clock.Step)
            : [metric.Expression(namespaces, matcher)]);
    }

    private string? Refusal(SampleQuestion question) => reach.Refusal(question.Workload);

    private async Task<MetricAnswer> AskAsync(RangeQuery range, CancellationToken either, CancellationToken caller)
    {
        try
        {
            return await source.QueryRangeAsync(range, either);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new MetricAnswer.Unmeasurable($"not everything was answered within {Budget.TotalSeconds:0} s");
        }
    }

    private sealed record Wanted((string, string, TimeSpan, DateTimeOffset) Key, int Part, RangeQuery Range);
}
