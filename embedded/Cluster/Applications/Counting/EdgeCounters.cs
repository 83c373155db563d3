using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Cluster.Applications.Counting;

/// <summary>
/// Counts requests by answer and by time taken. Fractions of a request are carried along and shown once they are whole. Buckets are cumulative; the last has
/// no upper bound.
/// </summary>
internal sealed class EdgeCounters
{
    /// <summary>The codes of answers, in the order of the counts. The first two are answers of a container itself.</summary>
    public static readonly IReadOnlyList<int> Codes = [200, 500, 503, 504];

    /// <summary>Upper bounds of the buckets in seconds.</summary>
    public static readonly IReadOnlyList<double> Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, double.PositiveInfinity];

    private readonly double[] codes = new double[Codes.Count];
    private readonly double[] buckets = new double[Bounds.Count];
    private double seconds;

    public double SumSeconds => Math.Round(seconds, 6);

    public double Code(int index) => Math.Floor(codes[index]);

    public double Bucket(int index) => Math.Floor(buckets[index]);

    /// <summary>Counts what a mesh sees of a flow that lasts for so long.</summary>
    public void Add(EdgeFlow flow, double duration)
    {
        var requests = flow.Offered * duration * flow.Observed;
        if (requests <= 0 || flow.Sent <= 0)
        {
            return;
        }

        codes[0] += requests * flow.Ok;
        codes[1] += requests * flow.Failed;
        codes[2] += requests * flow.Unavailable;
        codes[3] += requests * flow.TimedOut;
        var sent = requests * flow.Sent;
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] += sent * (double.IsInfinity(Bounds[i]) ? 1 : flow.Timing.Within(Bounds[i] * 1000));
        }

        seconds += sent * flow.Timing.MeanMs / 1000;
    }

    /// <summary>Adds what others have counted.</summary>
    public void Add(EdgeCounters other)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] += other.codes[i];
        }

        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] += other.buckets[i];
        }

        seconds += other.seconds;
    }
}
