using Autocura.Forecasting;
using MathNet.Numerics.Statistics;

namespace Autocura.Benchmarks.Numbers.Forecast;

/// <summary>What costs nothing: a forecast must be better than these.</summary>
internal static class Baselines
{
    private const double High = 0.9;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The newest value stays; above it, as far as changes over the horizon have reached.</summary>
    public static (IReadOnlyList<double> Median, IReadOnlyList<double> High) Newest(RegularSeries history, int steps)
    {
        var last = history.Values.Last(double.IsFinite);
        return Carried(history, steps, steps, _ => last);
    }

    /// <summary>What was a day before comes again.</summary>
    public static (IReadOnlyList<double> Median, IReadOnlyList<double> High) DayBefore(RegularSeries history, int steps)
    {
        var day = (int)(Day / history.Step);
        var last = history.Values.Last(double.IsFinite);
        return Carried(history, day, steps, step => history.Values[history.Values.Count - day + step % day] is var value && double.IsFinite(value) ? value : last);
    }

    private static (IReadOnlyList<double> Median, IReadOnlyList<double> High) Carried(RegularSeries history, int apart, int steps, Func<int, double> value)
    {
        var above = Enumerable.Range(apart, history.Values.Count - apart).Select(index => history.Values[index] - history.Values[index - apart]).Where(double.IsFinite).Quantile(High);
        double[] median = [.. Enumerable.Range(0, steps).Select(value)];
        return (median, [.. median.Select(each => each + above)]);
    }
}
