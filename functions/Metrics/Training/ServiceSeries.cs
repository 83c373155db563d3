using Autocura.Metrics.Scan;
using Autocura.Signals.Scanning;
using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Metrics.Training;

/// <summary>Reads the golden signals of services as series: one question for each signal, whatever the number of services.</summary>
internal static class ServiceSeries
{
    /// <param name="questions">To whom.</param>
    /// <param name="fill">Fills the template of a signal.</param>
    /// <param name="window">From when to when, and the time between two values.</param>
    public static async Task<IReadOnlyDictionary<SeriesKey, IReadOnlyList<SeriesPoint>>> ReadAsync(ScanQuestions questions, Func<string, string> fill, (DateTimeOffset From, DateTimeOffset To, TimeSpan Step) window)
    {
        var answers = await Task.WhenAll(questions.Queries.Templates.Select(template => questions.SeriesAsync(new RangeQuery(fill(template), window.From, window.To, window.Step))));
        var (rates, errors) = (answers[0], answers[1]);
        var series = new Dictionary<SeriesKey, IReadOnlyList<SeriesPoint>>();
        Add(series, TrainedMetric.Rate, rates);
        Add(series, TrainedMetric.Latency, answers[2]);
        if (answers.Length > 3) Add(series, TrainedMetric.Backlog, answers[3]);
        foreach (var (name, rate) in rates)
        {
            if (Shares(rate, errors.GetValueOrDefault(name, [])) is { Count: > 0 } shares) series[new SeriesKey(name.Namespace, name.Service, TrainedMetric.ErrorShare)] = shares;
        }

        return series;
    }

    private static void Add(Dictionary<SeriesKey, IReadOnlyList<SeriesPoint>> series, TrainedMetric metric, IReadOnlyDictionary<ServiceName, IReadOnlyList<MetricPoint>> answer)
    {
        foreach (var (name, points) in answer) series[new SeriesKey(name.Namespace, name.Service, metric)] = [.. points.Select(point => new SeriesPoint(point.At, point.Value))];
    }

    /// <summary>The share of failed requests at every moment with requests; where failures are not counted there were none.</summary>
    private static List<SeriesPoint> Shares(IReadOnlyList<MetricPoint> rates, IReadOnlyList<MetricPoint> errors)
    {
        var failed = errors.ToDictionary(point => point.At, point => point.Value);
        return [.. from rate in rates let share = new SignalLevels(rate.Value, failed.GetValueOrDefault(rate.At)).ErrorShare where share is not null select new SeriesPoint(rate.At, share.Value)];
    }
}
