namespace Autocura.Metrics;

/// <summary>A PromQL expression over a window, both ends included, one value per step.</summary>
public sealed record RangeQuery(string Expression, DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>A window that ends at <paramref name="end"/>.</summary>
    public static RangeQuery Ending(string expression, DateTimeOffset end, TimeSpan length, TimeSpan step) =>
        new(expression, end - length, end, step);
}
