using System.Globalization;
using Autocura.Metrics.Scan;
using Autocura.Signals;
using Autocura.Signals.Scanning;
using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Metrics.Training;

/// <summary>
/// Holds what services do now against what was learned of them: the last ten values of each series, in one question for each metric. Who judges is another server where one is
/// configured and answers, else each series' own model.
/// </summary>
internal sealed class ModelScan(ScanQuestions questions, ModelTerms models, RemoteDetector remote)
{
    /// <summary>What is odd and to somebody's harm, and why another server did not judge; empty when it did or there is none.</summary>
    public async Task<(IReadOnlyList<Finding> Findings, string Gap)> FindAsync(IReadOnlyList<ServiceNow> services, ScanOptions options, (DateTimeOffset Now, IReadOnlySet<ServiceName> Known) look, CancellationToken cancellationToken)
    {
        if (models.Models.Count == 0) return ([], "");
        var begin = look.Now - ((LagRows.Width - 1) * models.Step);
        var series = await ServiceSeries.ReadAsync(questions, questions.Queries.Now, (begin, look.Now, models.Step));
        var rows = models.Models.Select(model => (Model: model, Row: RowOf(model, series, look.Now))).Where(one => one.Row is not null).Select(one => (one.Model, Row: one.Row!)).ToList();
        var (odd, gap) = await JudgeAsync(rows, look.Known, cancellationToken);
        var known = services.ToDictionary(service => service.Name);
        return (
            [
                .. from one in odd
                   let service = known.GetValueOrDefault(new ServiceName(one.Model.Key.Namespace, one.Model.Key.Service))
                   where service is not null
                   let finding = ModelDeviation.Of(one.Model, service, options, one.Judge)
                   where finding is not null
                   select finding with { SeenBy = one.SeenBy },
            ],
            gap);
    }

    private double[]? RowOf(SeriesModel model, IReadOnlyDictionary<SeriesKey, IReadOnlyList<SeriesPoint>> series, DateTimeOffset now) =>
        LagRows.Of(series.GetValueOrDefault(model.Key, []), models.Step) is [.., var row] && now - row.At < models.Step ? row.Values : null;

    private async Task<(IReadOnlyList<(SeriesModel Model, string Judge, string SeenBy)> Odd, string Gap)> JudgeAsync(List<(SeriesModel Model, double[] Row)> rows, IReadOnlySet<ServiceName> known, CancellationToken cancellationToken)
    {
        if (!remote.IsConfigured || rows.Count == 0) return (Own(rows, known), "");
        var scaled = rows.ConvertAll(one => Filled(one.Model.Scaled(one.Row)));
        return await remote.JudgeAsync(scaled, cancellationToken) switch
        {
            RemoteVerdict.Judged judged => ([.. rows.Where((_, index) => judged.AreAnomalous[index]).Select(one => (one.Model, "the configured detector calls its last values anomalous", "configured detector"))], ""),
            RemoteVerdict.Unknown unknown => (Own(rows, known), $"the detector could not be asked: {unknown.Reason}; this system's own models judged"),
            var other => throw new InvalidOperationException($"{other} is no verdict that is known."),
        };
    }

    /// <summary>Trouble that stands goes on while it is half as rare as what begins one: else it would come and go.</summary>
    private List<(SeriesModel Model, string Judge, string SeenBy)> Own(List<(SeriesModel Model, double[] Row)> rows, IReadOnlySet<ServiceName> known)
    {
        var threshold = FalseAlarmBudget.Of(models.Sensitivity).RarityAt(models.Step);
        double ThresholdOf(SeriesKey key) => known.Contains(new ServiceName(key.Namespace, key.Service)) ? threshold / 2 : threshold;
        return [.. rows.Select(one => (one.Model, Rarity: one.Model.Rarity(one.Row))).Where(one => one.Rarity >= ThresholdOf(one.Model.Key)).Select(one => (one.Model, Words(one.Model, one.Rarity), string.Create(CultureInfo.InvariantCulture, $"model {one.Rarity:0.0}")))];
    }

    /// <summary>What was not measured is sent as the median: JSON has no NaN.</summary>
    private static double[] Filled(double[] row) => Array.ConvertAll(row, value => double.IsFinite(value) ? value : 0);

    private static string Words(SeriesModel model, double rarity) =>
        string.Create(CultureInfo.InvariantCulture, $"its last values come once in 10^{rarity:0.0} (model {model.Version} of {model.Rows} rows)");
}
