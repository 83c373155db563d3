namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// What a metric showed, a value for each step of time, oldest first; NaN and infinity mean that nothing was measured then. Where the requests behind each value are
/// known (same length), the values are shares of them between 0 and 1, and are judged as counts.
/// </summary>
public sealed record MetricSamples(IReadOnlyList<double> Values, IReadOnlyList<double>? Requests = null)
{
    // One is often given rounded and computed from the other.
    private const double Alike = 1e-5;

    public static MetricSamples None { get; } = new([]);

    /// <summary>The steps at which something was measured.</summary>
    internal int[] Measured() => [.. Enumerable.Range(0, Values.Count).Where(IsMeasured)];

    internal bool IsMeasured(int step) => step < Values.Count && double.IsFinite(Values[step])
        && (Requests is null || (step < Requests.Count && double.IsFinite(Requests[step]) && Requests[step] > 0));

    /// <summary>Whether another is the same shares of the same requests, or what is left of them: failures beside successes.</summary>
    internal bool Mirrors(MetricSamples other)
    {
        int[] both = [.. Measured().Where(other.IsMeasured)];
        return Requests is not null && other.Requests is not null && both.Length > 0
            && (both.All(step => Math.Abs(Values[step] - other.Values[step]) < Alike) || both.All(step => Math.Abs(Values[step] + other.Values[step] - 1) < Alike));
    }

    /// <summary>One for each value that equals the number, zero for each that does not.</summary>
    internal MetricSamples Matching(double number) => new(
        [.. Values.Select(value => !double.IsFinite(value) ? double.NaN : Comparison.Equal.Holds(value, number) ? 1 : 0)],
        [.. Values.Select(_ => 1.0)]);
}
