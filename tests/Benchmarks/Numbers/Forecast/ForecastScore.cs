using Autocura.Forecasting;

namespace Autocura.Benchmarks.Numbers.Forecast;

/// <summary>How well forecasts met what came: the definitions of the public comparison (Hyndman and Koehler 2006; Koenker and Bassett 1978).</summary>
/// <param name="Mase">Mean absolute error of the median over that of the season before.</param>
/// <param name="Smape">Symmetric mean absolute percentage error of the median.</param>
/// <param name="Pinball">Pinball loss of the p90, divided by the same scale.</param>
/// <param name="Coverage">Share of the values at or below the p90.</param>
/// <param name="Milliseconds">Of processor time a forecast, after the first: others on the machine do not count.</param>
internal sealed record ForecastScore(double Mase, double Smape, double Pinball, double Coverage, double Milliseconds)
{
    private const double High = 0.9;

    /// <param name="one">The case.</param>
    /// <param name="forecast">Forecasts from a history so many steps ahead: medians and p90s.</param>
    public static ForecastScore Of(LoadCase one, Func<RegularSeries, int, (IReadOnlyList<double> Median, IReadOnlyList<double> High)> forecast)
    {
        var (errors, shares, losses, covered, time) = (new List<double>(), new List<double>(), new List<double>(), 0, TimeSpan.Zero);
        forecast(History(one, one.FirstOriginIndex), one.HorizonSteps);
        foreach (var origin in one.Origins)
        {
            var history = History(one, origin);
            var began = Environment.CpuUsage.TotalTime;
            var (median, high) = forecast(history, one.HorizonSteps);
            time += Environment.CpuUsage.TotalTime - began;
            for (var step = 0; step < one.HorizonSteps; step++)
            {
                var actual = one.Values[origin + step];
                if (!double.IsFinite(actual)) continue;
                var (error, size, over) = (Math.Abs(actual - median[step]), Math.Abs(actual) + Math.Abs(median[step]), actual - high[step]);
                errors.Add(error);
                shares.Add(size > 0 ? 200 * error / size : 0);
                losses.Add(over >= 0 ? High * over : (High - 1) * over);
                if (over <= 0) covered++;
            }
        }

        return new ForecastScore(errors.Average() / one.Scale, shares.Average(), losses.Average() / one.Scale, (double)covered / errors.Count, time.TotalMilliseconds / one.NOrigins);
    }

    private static RegularSeries History(LoadCase one, int origin) => new(one.Values[(origin - one.HistorySteps)..origin], one.Step);
}
