using Autocura.Diagnosis;

namespace Autocura.Metrics;

/// <summary>
/// Asks several things of a metric source within one time budget. What is refused or comes too late is remembered as a gap and reads as "nothing"; a source
/// that is not configured is no gap.
/// </summary>
internal sealed class BudgetedSource(IMetricSource source, TimeSpan budget, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private const int MostGaps = 3;
    private const int LongestReason = 200;

    private readonly CancellationTokenSource deadline = new(budget, time);
    private readonly Lock gate = new();
    private readonly SortedSet<string> refusals = new(StringComparer.Ordinal);

    /// <summary>Whether there is no source at all.</summary>
    public bool IsAbsent { get; private set; }

    public int Answers { get; private set; }

    public IReadOnlyList<string> Gaps
    {
        get
        {
            lock (gate)
            {
                return [.. refusals.Take(MostGaps).Select(reason => EvidencePart.Gap(EvidencePart.Metrics, reason.Length <= LongestReason ? reason : reason[..LongestReason]))];
            }
        }
    }

    public Task<IReadOnlyList<MetricSeries>> RangeAsync(RangeQuery query) => AskAsync(either => source.QueryRangeAsync(query, either));

    public Task<IReadOnlyList<MetricSeries>> NowAsync(string expression) => AskAsync(either => source.QueryAsync(expression, at: null, either));

    public void Dispose() => deadline.Dispose();

    private async Task<IReadOnlyList<MetricSeries>> AskAsync(Func<CancellationToken, Task<MetricAnswer>> ask)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return Note(await ask(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Note(new MetricAnswer.Unmeasurable($"not everything was answered within {budget.TotalSeconds:0} s"));
        }
    }

    private IReadOnlyList<MetricSeries> Note(MetricAnswer answer)
    {
        lock (gate)
        {
            switch (answer)
            {
                case MetricAnswer.Unmeasurable { Reason: NoMetricSource.Reason }:
                    IsAbsent = true;
                    return [];
                case MetricAnswer.Unmeasurable refused:
                    refusals.Add(refused.Reason);
                    return [];
                default:
                    Answers++;
                    return answer is MetricAnswer.Values values ? values.Series : [];
            }
        }
    }
}
