namespace Autocura.Forecasting;

/// <summary>Means over windows of a series without gaps.</summary>
internal static class Windows
{
    /// <summary>The mean of each value and those before it, <paramref name="width"/> in all where there are as many.</summary>
    public static double[] Trailing(double[] values, int width) => Means(values, width - 1, 0);

    /// <summary>The mean of each value and <paramref name="reach"/> on either side, where there are as many.</summary>
    public static double[] Centred(double[] values, int reach) => Means(values, reach, reach);

    private static double[] Means(double[] values, int back, int ahead)
    {
        var sums = new double[values.Length + 1];
        for (var index = 0; index < values.Length; index++) sums[index + 1] = sums[index] + values[index];
        var means = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var (from, to) = (Math.Max(0, index - back), Math.Min(values.Length, index + ahead + 1));
            means[index] = (sums[to] - sums[from]) / (to - from);
        }

        return means;
    }
}
