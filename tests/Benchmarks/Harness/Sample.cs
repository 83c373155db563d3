namespace Autocura.Benchmarks.Harness;

/// <summary>What is said of many measured values.</summary>
internal static class Sample
{
    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    /// <summary>The smallest value that this share of all values does not exceed.</summary>
    public static double Percentile(double[] values, double share)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        return values[Math.Clamp((int)Math.Ceiling(share * values.Length) - 1, 0, values.Length - 1)];
    }
}
