namespace Autocura.Forecasting;

/// <summary>
/// The conformal quantile of weighted errors (Vovk et al. 2005; weighted: Tibshirani et al. 2019): the smallest error with at least the share <c>level</c> of the weight at or below it, where the
/// error to come is counted with the weight 1 as the largest of all. Where that is not enough, the largest error known.
/// </summary>
internal static class WeightedQuantile
{
    /// <param name="errors">Is sorted; at least one.</param>
    /// <param name="weights">Is put into the order of the errors.</param>
    public static void Sort(double[] errors, double[] weights) => Array.Sort(errors, weights);

    /// <param name="errors">Sorted.</param>
    /// <param name="weights">In the same order.</param>
    /// <param name="level">0 to 1.</param>
    public static double Of(double[] errors, double[] weights, double level)
    {
        var needed = level * (weights.Sum() + (level > 0.5 ? 1 : 0));
        var reached = 0.0;
        for (var index = 0; index < errors.Length; index++)
        {
            reached += weights[index];
            if (reached >= needed) return errors[index];
        }

        return errors[^1];
    }
}
