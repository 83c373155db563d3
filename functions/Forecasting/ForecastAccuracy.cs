namespace Autocura.Forecasting;

/// <summary>
/// How good the forecasts of the past days were. A forecast follows from its history alone, so what was forecast then is computed again from what was known then: nothing needs to
/// be kept, and nothing can be forgotten.
/// </summary>
/// <param name="Forecasts">How many were compared with what came.</param>
/// <param name="MeanAbsoluteError">Of the median.</param>
/// <param name="Relative">That error over the mean error of taking the newest value for what comes: below 1 the forecast is worth its while. NaN where nothing moved.</param>
/// <param name="Covered">The share of the values that stayed at or below the highest level that was asked for.</param>
public sealed record ForecastAccuracy(int Forecasts, double MeanAbsoluteError, double Relative, double Covered)
{
    private const int Origins = 8;
    private const double Middle = 0.5;
    private static readonly TimeSpan Past = TimeSpan.FromDays(2);

    /// <summary>The mean absolute error as a share of the mean load; NaN where there was none.</summary>
    public double ShareOfLoad { get; init; } = double.NaN;

    /// <summary>Of eight forecasts spread over the last two days, or the last half of a shorter history; null where none can be compared.</summary>
    public static ForecastAccuracy? Of(RegularSeries history, ForecastTerms terms)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(terms);
        var (high, asked) = (terms.Levels.Max(), terms with { Levels = [Middle, terms.Levels.Max()] });
        var horizon = (int)(terms.Horizon / history.Step);
        var span = Math.Min((int)(Past / history.Step), history.Values.Count / 2) - horizon;
        if (horizon < 1 || span < Origins) return null;
        var (points, forecasts) = (new List<(double Actual, double Error, double Naive, bool IsCovered)>(), 0);
        for (var number = 0; number < Origins; number++)
        {
            var origin = history.Values.Count - horizon - (span * number / Origins);
            var forecast = LoadForecaster.Of(history with { Values = [.. history.Values.Take(origin)] }, asked);
            if (forecast.Basis == ForecastBasis.Nothing) continue;
            forecasts++;
            points.AddRange(Compare(history.Values, origin, forecast.Band(Middle), forecast.Band(high)));
        }

        if (points.Count == 0) return null;
        var (error, naive, load) = (points.Average(point => point.Error), points.Average(point => point.Naive), points.Average(point => Math.Abs(point.Actual)));
        return new ForecastAccuracy(forecasts, error, naive > 0 ? error / naive : double.NaN, (double)points.Count(point => point.IsCovered) / points.Count) { ShareOfLoad = load > 0 ? error / load : double.NaN };
    }

    private static IEnumerable<(double Actual, double Error, double Naive, bool IsCovered)> Compare(IReadOnlyList<double> values, int origin, QuantileBand median, QuantileBand high)
    {
        var last = values.Take(origin).Last(double.IsFinite);
        for (var step = 0; step < median.Values.Count; step++)
        {
            var actual = values[origin + step];
            if (double.IsFinite(actual)) yield return (actual, Math.Abs(actual - median.Values[step]), Math.Abs(actual - last), actual <= high.Values[step]);
        }
    }
}
