namespace Autocura.Statistics;

/// <summary>
/// The two-sample Kolmogorov-Smirnov test: how far apart the two cumulative distributions are at most, and how likely that is by chance. Asymptotic, with Stephens'
/// correction (1970) for few values, which is close from four on a side; with ties it errs on the side of no difference.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>The p-value; 1 when a sample is empty.</summary>
    public static double PValue(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return 1;
        }

        var effective = Math.Sqrt((double)first.Count * second.Count / (first.Count + second.Count));
        return Tail((effective + 0.12 + (0.11 / effective)) * Distance(first, second));
    }

    /// <summary>The largest difference of the two cumulative distributions, 0 to 1.</summary>
    public static double Distance(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        double[] a = [.. first.Order()], b = [.. second.Order()];
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= value) i++;
            while (j < b.Length && b[j] <= value) j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    // Kolmogorov's distribution: 2 sum (-1)^(k-1) exp(-2 k^2 x^2).
    private static double Tail(double x)
    {
        if (x < 0.2)
        {
            return 1;
        }

        var sum = 0.0;
        for (var k = 1; k <= 100; k++)
        {
            var term = Math.Exp(-2 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-12) break;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
