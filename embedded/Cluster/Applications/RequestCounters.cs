namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The counters of one service at one time. Buckets are cumulative; the last has no upper bound.</summary>
internal sealed record RequestCounts(ApplicationService Service, IReadOnlyList<(string Code, double Count)> Codes, IReadOnlyList<(double Bound, double Count)> Buckets, double SumSeconds);

/// <summary>
/// Counts the requests to one service by answer and by time taken. Times are log-normal around the median; refusals are quick. Fractions of a request are
/// carried along and shown once they are whole.
/// </summary>
internal sealed class RequestCounters(ApplicationService service)
{
    private const double Spread = 0.5;
    private const double RefusalSeconds = 0.002;

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, double.PositiveInfinity];

    private readonly double[] buckets = new double[Bounds.Length];
    private double ok;
    private double failed;
    private double unavailable;
    private double seconds;

    public void Add(ServiceFlow flow, double seconds)
    {
        var requests = flow.Offered * seconds;
        ok += requests * flow.Ok;
        failed += requests * flow.Failed;
        unavailable += requests * flow.Unavailable;
        var median = Math.Max(flow.LatencyMs, 0.1) / 1000;
        var answered = requests * (1 - flow.Unavailable);
        for (var i = 0; i < Bounds.Length; i++)
        {
            var refused = Bounds[i] >= RefusalSeconds ? requests * flow.Unavailable : 0;
            buckets[i] += refused + (answered * Below(Bounds[i], median));
        }

        this.seconds += (requests * flow.Unavailable * RefusalSeconds) + (answered * median * Math.Exp(Spread * Spread / 2));
    }

    public RequestCounts Read() => new(
        service,
        [("200", Math.Floor(ok)), ("500", Math.Floor(failed)), ("503", Math.Floor(unavailable))],
        [.. Bounds.Select((bound, i) => (bound, Math.Floor(buckets[i])))],
        Math.Round(seconds, 6));

    /// <summary>The share of a log-normal distribution that lies below a bound.</summary>
    private static double Below(double bound, double median) =>
        double.IsInfinity(bound) ? 1 : MathNet.Numerics.Distributions.LogNormal.CDF(Math.Log(median), Spread, bound);
}
