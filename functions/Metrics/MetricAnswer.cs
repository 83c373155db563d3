namespace Autocura.Metrics;

/// <summary>
/// The answer to a metric query. NaN is the source's way to say "undefined" (a ratio without traffic), so points that are NaN are left out:
/// what remains in <see cref="Values"/> can be compared, and when nothing remains the answer is <see cref="NoData"/>.
/// </summary>
public abstract record MetricAnswer
{
    private MetricAnswer()
    {
    }

    /// <summary>At least one series with at least one point.</summary>
    public sealed record Values(IReadOnlyList<MetricSeries> Series) : MetricAnswer
    {
        /// <summary>The newest point, when the expression yields exactly one series.</summary>
        public MetricPoint? Only => Series is [{ Points: [.., var newest] }] ? newest : null;
    }

    /// <summary>The source answered, and has nothing for this expression.</summary>
    public sealed record NoData : MetricAnswer;

    /// <summary>The source is not configured, did not answer, refused the question, or answered with what cannot be read.</summary>
    public sealed record Unmeasurable(string Reason) : MetricAnswer;
}

/// <summary>One label set and its points, oldest first.</summary>
public sealed record MetricSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<MetricPoint> Points);

/// <summary>One measured value; never NaN.</summary>
public readonly record struct MetricPoint(DateTimeOffset At, double Value);
