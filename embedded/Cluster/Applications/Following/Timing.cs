using MathNet.Numerics.Distributions;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>
/// The times of answers: some come at once (refusals), most are spread log-normally around a median, some come only after something has been waited for in vain.
/// Shares add up to one; without any requests they are all zero.
/// </summary>
internal readonly record struct Timing(double Quick, double Normal, double NormalMs, double Slow, double SlowMs)
{
    /// <summary>Time of an answer that comes at once.</summary>
    public const double QuickMs = 2;

    /// <summary>Standard deviation of the logarithm of the time.</summary>
    private const double Spread = 0.5;

    private const double SurelyBelow = 12;
    private const double LongestMs = 600_000;

    public double MeanMs => (Quick * QuickMs) + (Normal * NormalMs * Math.Exp(Spread * Spread / 2)) + (Slow * SlowMs);

    /// <summary>The share of a log-normal distribution with this median that lies below a bound.</summary>
    public static double Below(double boundMs, double medianMs) =>
        medianMs * SurelyBelow < boundMs ? 1
        : boundMs * SurelyBelow < medianMs ? 0
        : LogNormal.CDF(Math.Log(medianMs), Spread, boundMs);

    /// <summary>The share of answers that take no longer.</summary>
    public double Within(double boundMs) => (boundMs >= QuickMs ? Quick : 0) + (Normal > 0 ? Normal * Below(boundMs, NormalMs) : 0) + (boundMs >= SlowMs ? Slow : 0);

    /// <summary>The time within which this share of the answers comes.</summary>
    public double QuantileMs(double share)
    {
        var total = Quick + Normal + Slow;
        if (total <= 0)
        {
            return 0;
        }

        var (low, high) = (0.0, LongestMs);
        while (high - low > Math.Max(0.01, high / 1000))
        {
            var middle = low > 0 ? Math.Sqrt(low * high) : high / 16;
            (low, high) = Within(middle) < share * total ? (middle, high) : (low, middle);
        }

        return high;
    }
}
