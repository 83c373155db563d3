using MathNet.Numerics.Statistics;

namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// The scale on which the levels of a metric are compared: logarithms where everything is positive, so that differences are ratios; else the value over its usual size.
/// Turned over for metrics that speak against a release when they are low.
/// </summary>
internal sealed record LevelScale(bool IsLogarithmic, double Unit, double Sign)
{
    public static LevelScale Of(ReleaseMetric metric)
    {
        double[] before = [.. metric.Reference.Values.Where(double.IsFinite)], all = [.. metric.Since.Values.Where(double.IsFinite), .. before];
        var sign = metric.Comparison == Comparison.LessThan ? -1 : 1;
        if (all.All(value => value > 0) && (metric.Threshold > 0 || (sign > 0 && before.Length > 0)))
        {
            return new LevelScale(true, 1, sign);
        }

        var usual = before.Length > 0 ? before : all;
        var size = usual.Length == 0 ? 0 : Math.Max(Math.Abs(usual.Median()), usual.Select(Math.Abs).Mean());
        return new LevelScale(false, Math.Max(Math.Abs(metric.Threshold), size) is > 0 and var unit ? unit : 1, sign);
    }

    public double LevelOf(double value) => Sign * (IsLogarithmic ? Math.Log(value) : value / Unit);

    /// <summary>Minus infinity when every value that can be is beyond the threshold.</summary>
    public double ThresholdOf(ReleaseMetric metric) => !IsLogarithmic ? Sign * metric.Threshold / Unit
        : metric.Threshold > 0 ? Sign * Math.Log(metric.Threshold)
        : double.NegativeInfinity;
}
