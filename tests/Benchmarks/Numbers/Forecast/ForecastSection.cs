using Autocura.Benchmarks.Harness;
using Autocura.Forecasting;

namespace Autocura.Benchmarks.Numbers.Forecast;

/// <summary>How well loads are forecast two hours ahead from seven days, beside taking the newest value and taking the day before.</summary>
internal sealed class ForecastSection : INumbersSection
{
    private const int WarmUps = 60;
    private static readonly (string Name, Func<RegularSeries, int, (IReadOnlyList<double>, IReadOnlyList<double>)> Forecast)[] Methods =
    [
        ("naive", Baselines.Newest),
        ("day before", Baselines.DayBefore),
        ("ours", Ours),
    ];

    public string Name => "forecast";

    public string Question => "how good is a forecast two hours ahead from seven days?";

    public string? Folder => "forecast";

    public void Write(Report report, string? data)
    {
        var cases = data is null ? MadeLoads.All : LoadCase.Read(data);
        for (var turn = 0; turn < WarmUps; turn++) Ours(new RegularSeries(cases[0].Values[..cases[0].HistorySteps], cases[0].Step), cases[0].HorizonSteps);
        var scores = Methods.ToDictionary(method => method.Name, method => cases.Select(one => ForecastScore.Of(one, method.Forecast)).ToList());
        report.Text($"{cases.Count} series, {cases[0].NOrigins} forecasts each. MASE: mean absolute error of the median over that of the season before; pinball loss of the p90 over the same; milliseconds of processor time.");
        report.Table(["method", "MASE mean", "MASE median", "sMAPE", "pinball p90", "p90 coverage", "ms a forecast", "slowest series"], Methods.Select(method => Row(method.Name, scores[method.Name])));
        report.Table(["series", "step", "MASE", "MASE naive", "pinball p90", "p90 coverage", "ms"], cases.Select((one, index) => (IReadOnlyList<object>)
            [one.Id, $"{one.FreqMinutes} min", scores["ours"][index].Mase, scores["naive"][index].Mase, scores["ours"][index].Pinball, scores["ours"][index].Coverage, scores["ours"][index].Milliseconds]));
    }

    private static (IReadOnlyList<double> Median, IReadOnlyList<double> High) Ours(RegularSeries history, int steps)
    {
        var forecast = LoadForecaster.Of(history, new ForecastTerms { Horizon = steps * history.Step });
        return (forecast.Bands[0].Values, forecast.Bands[1].Values);
    }

    private static IReadOnlyList<object> Row(string name, List<ForecastScore> scores) =>
    [
        name, Three(scores.Average(score => score.Mase)), Three(scores.Select(score => score.Mase).Order().ElementAt(scores.Count / 2)), scores.Average(score => score.Smape),
        Three(scores.Average(score => score.Pinball)), Three(scores.Average(score => score.Coverage)), scores.Average(score => score.Milliseconds), scores.Max(score => score.Milliseconds),
    ];

    private static string Three(double value) => value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
