using System.Globalization;

namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Quantiles of classic histograms: cumulative buckets with an upper bound in the label <c>le</c>.</summary>
internal static class HistogramFunctions
{
    private const string UpperBound = "le";

    public static readonly Function[] All =
    [
        new("histogram_quantile", ValueType.InstantVector, [ValueType.Scalar, ValueType.InstantVector], input => new Value.Vector(
            [.. input.Vector(1)
                .Select(element => (element.Labels, Bucket: Read(element)))
                .Where(found => found.Bucket is not null)
                .GroupBy(found => found.Labels.WithoutName().Without([UpperBound]), found => found.Bucket!.Value)
                .Select(histogram => new Element(histogram.Key, Quantile(input.Number(0), [.. histogram])))])),
    ];

    private static Bucket? Read(Element element) => element.Labels[UpperBound] switch
    {
        "+Inf" or "Inf" => new Bucket(double.PositiveInfinity, element.Value),
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) => new Bucket(bound, element.Value),
        _ => null,
    };

    private static double Quantile(double quantile, List<Bucket> unsorted)
    {
        if (double.IsNaN(quantile) || quantile is < 0 or > 1)
        {
            return double.IsNaN(quantile) ? double.NaN : quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var buckets = Cumulative(unsorted);
        if (buckets.Count < 2 || !double.IsPositiveInfinity(buckets[^1].UpperBound) || buckets[^1].Count is 0 or double.NaN)
        {
            return double.NaN;
        }

        return Interpolate(quantile * buckets[^1].Count, buckets);
    }

    /// <summary>Sorted by bound, equal bounds added up, and made monotonic, as scrapes are not atomic across buckets.</summary>
    private static List<Bucket> Cumulative(List<Bucket> unsorted)
    {
        var buckets = new List<Bucket>();
        var max = double.NegativeInfinity;
        foreach (var same in unsorted.GroupBy(bucket => bucket.UpperBound).OrderBy(group => group.Key))
        {
            var count = same.Sum(bucket => bucket.Count);
            max = count > max ? count : max;
            buckets.Add(new Bucket(same.Key, count < max ? max : count));
        }

        return buckets;
    }

    private static double Interpolate(double rank, List<Bucket> buckets)
    {
        var index = buckets.FindIndex(bucket => bucket.Count >= rank);
        if (index == buckets.Count - 1)
        {
            // Above the highest finite bound nothing is known but that bound.
            return buckets[^2].UpperBound;
        }

        var (upper, count) = buckets[index];
        if (index == 0)
        {
            return upper <= 0 ? upper : upper * (rank / count);
        }

        var (lower, below) = buckets[index - 1];
        return lower + ((upper - lower) * ((rank - below) / (count - below)));
    }

    private readonly record struct Bucket(double UpperBound, double Count);
}
