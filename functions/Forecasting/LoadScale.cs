using MathNet.Numerics.Statistics;

namespace Autocura.Forecasting;

/// <summary>
/// A scale on which the noise of a load is about as large at night as at noon: arsinh(value / 2c), linear within the noise c of a quiet series and logarithmic far
/// above it, defined for zero and negative values alike (Johnson 1949; Burbidge, Magee and Robb 1988). Quantiles stay quantiles, since it is monotone. The noise is the median
/// distance of neighbours; where most of them are equal, the mean distance.
/// </summary>
internal readonly record struct LoadScale(double Noise)
{
    /// <summary>The scale of a series; null when nothing in it moves.</summary>
    public static LoadScale? Of(double[] values)
    {
        var steps = new List<double>(values.Length);
        for (var index = 1; index < values.Length; index++)
        {
            if (double.IsFinite(values[index]) && double.IsFinite(values[index - 1])) steps.Add(Math.Abs(values[index] - values[index - 1]));
        }

        if (steps.Count == 0) return null;
        var noise = steps.Median();
        if (noise <= 0) noise = steps.Average();
        return noise > 0 && double.IsFinite(noise) ? new LoadScale(noise) : null;
    }

    public double To(double value) => Math.Asinh(value / (2 * Noise));

    public double From(double scaled) => 2 * Noise * Math.Sinh(scaled);
}
