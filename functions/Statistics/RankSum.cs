using MathNet.Numerics.Distributions;

namespace Autocura.Statistics;

/// <summary>
/// The two-sided Wilcoxon-Mann-Whitney test: could two samples come from one distribution? Exact for a small sample, also with ties (the shift algorithm of
/// Streitberg and Röhmel 1986 over doubled midranks); else the normal approximation with tie and continuity correction. Assumes independent values.
/// </summary>
public static class RankSum
{
    private const int ExactUpTo = 10;

    /// <summary>The p-value; 1 when a sample is empty or all values are equal.</summary>
    public static double PValue(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return 1;
        }

        var (small, large) = first.Count <= second.Count ? (first, second) : (second, first);
        var ranks = DoubledMidranks([.. small, .. large]);
        var sum = ranks.Take(small.Count).Sum();
        return small.Count <= ExactUpTo ? Exact(ranks, small.Count, sum) : Approximate(ranks, small.Count, sum);
    }

    /// <summary>Twice the rank of each value, equal values sharing the mean of theirs: whole numbers, so that sums can be counted.</summary>
    internal static int[] DoubledMidranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(index => values[index]).ToArray();
        var ranks = new int[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (var position = start; position < end; position++)
            {
                ranks[order[position]] = start + 1 + end;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>Share of all ways to choose the small sample whose rank sum lies at least as far from its mean.</summary>
    private static double Exact(int[] ranks, int chosen, int sum)
    {
        var most = ranks.OrderDescending().Take(chosen).Sum();
        var ways = new double[chosen + 1][];
        for (var size = 0; size <= chosen; size++)
        {
            ways[size] = new double[most + 1];
        }

        ways[0][0] = 1;
        foreach (var rank in ranks)
        {
            Include(ways, rank, most);
        }

        var mean = (double)chosen * ranks.Sum() / ranks.Length;
        var distance = Math.Abs(sum - mean) - 1e-6;
        var all = ways[chosen].Sum();
        return Math.Min(1, ways[chosen].Where((_, total) => Math.Abs(total - mean) >= distance).Sum() / all);
    }

    private static void Include(double[][] ways, int rank, int most)
    {
        for (var size = ways.Length - 1; size > 0; size--)
        {
            for (var total = most; total >= rank; total--)
            {
                ways[size][total] += ways[size - 1][total - rank];
            }
        }
    }

    private static double Approximate(int[] ranks, int chosen, int sum)
    {
        double n = ranks.Length;
        var ties = ranks.GroupBy(rank => rank).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var variance = chosen * (n - chosen) / 12 * (n + 1 - (ties / (n * (n - 1))));
        if (variance <= 0)
        {
            return 1;
        }

        var distance = Math.Abs((sum / 2.0) - (chosen * (n + 1) / 2));
        return Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Max(0, distance - 0.5) / Math.Sqrt(variance)));
    }
}
