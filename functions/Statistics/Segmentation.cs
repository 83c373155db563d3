namespace Autocura.Statistics;

/// <summary>
/// Cuts a sequence into stretches of constant level. Exact: of all ways to cut, the one with the smallest
/// <c>sum over stretches of (sum |value - median| / scale) + penalty * cuts</c> (optimal partitioning, Jackson et al. 2005). Absolute distance, and not its
/// square, so that a spike is no stretch of its own (the negative log-likelihood of Laplace noise). O(n² log n).
/// </summary>
internal static class Segmentation
{
    /// <summary>Where new stretches begin: ascending, without 0; empty when one level fits best.</summary>
    public static List<int> Cut(double[] values, double scale, double penalty, int shortest)
    {
        var best = new double[values.Length + 1];
        var from = new int[values.Length + 1];
        Array.Fill(best, double.PositiveInfinity, 1, values.Length);
        for (var end = shortest; end <= values.Length; end++)
        {
            var stretch = new RunningMedian();
            for (var start = end - 1; start >= 0; start--)
            {
                stretch.Add(values[start]);
                var cost = best[start] + (stretch.Distance / scale) + (start > 0 ? penalty : 0);
                if (end - start >= shortest && cost < best[end])
                {
                    (best[end], from[end]) = (cost, start);
                }
            }
        }

        return Back(from);
    }

    /// <summary>Sum of |value - median| over values[from..to].</summary>
    public static double Distance(double[] values, int from, int to)
    {
        var stretch = new RunningMedian();
        for (var index = from; index < to; index++)
        {
            stretch.Add(values[index]);
        }

        return stretch.Distance;
    }

    private static List<int> Back(int[] from)
    {
        var cuts = new List<int>();
        for (var at = from[^1]; at > 0; at = from[at])
        {
            cuts.Insert(0, at);
        }

        return cuts;
    }
}
