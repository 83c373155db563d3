using Autocura.Verification.Comparison;

namespace Autocura.Verification.Criteria;

/// <summary>
/// Requests are answered as fast as before the trouble: the slow ones (the 95th percentile, span by span) are not surely more than one and a half times as slow as
/// usual. Where nobody knows what was usual, or nobody asks anything, it does not apply; whether silence is strange is the other criteria's question.
/// </summary>
internal sealed class LatencyCriterion : IRecoveryCriterion
{
    // As for errors: half as much again is what people begin to notice.
    private static readonly SampleComparison AsUsual = new() { Tolerance = 0.5, Level = 0.01 };

    // What nobody waits for is not slow, however much faster it once was.
    private const double Imperceptible = 0.1;

    public string Name => "latency";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        var (usual, now) = (seen.Latency.Usual, seen.Latency.Now);
        if (seen.Latency.Refusal is { } refusal)
        {
            return new Measurement(Name, MeasurementResult.Unmeasurable, refusal);
        }

        if (usual.Count == 0 || now.Count == 0)
        {
            return new Measurement(Name, MeasurementResult.NotApplicable, usual.Count == 0 ? "what is usual is not known" : "no requests");
        }

        var (slow, limit) = (Median(now), LimitOf(Median(usual)));
        var isSlower = slow > limit && AsUsual.Compare(usual, now).Difference is SampleDifference.Higher;
        return new Measurement(Name, isSlower ? MeasurementResult.Bad : MeasurementResult.Good, $"95 in 100 requests take up to {slow * 1000:0} ms, usually {Median(usual) * 1000:0} ms", slow, limit);
    }

    /// <summary>What is slow where so many seconds are usual.</summary>
    public static double LimitOf(double usual) => Math.Max(Imperceptible, usual * (1 + AsUsual.Tolerance));

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
