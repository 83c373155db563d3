using Autocura.Ledger.Training;
using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Signals.Training;

namespace Autocura.Activities;

/// <summary>
/// One round in the life of the models: history is read from the metrics, each series learned again, and what was learned kept in the cluster. The models of a namespace that cannot be read
/// stay as they are, until they are older than the history they would be trained on.
/// </summary>
public sealed class ModelTrainer(HistoryReader histories, ModelStore store, TimeProvider time)
{
    private const int MostNamed = 20;

    public async Task<TrainingReport> TrainAsync(string cluster, ScanOptions scan, TrainingOptions terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var now = time.GetUtcNow();
        var models = (await store.ReadAsync(cluster, cancellationToken)).Where(model => now - model.TrainedAt < terms.History).ToDictionary(model => model.Key);
        var (served, gaps, warming) = (new ServedTraining(), new List<string>(), 0);
        await foreach (var history in histories.ReadAsync(cluster, scan, terms, cancellationToken))
        {
            gaps.AddRange(history.Gaps);
            foreach (var (key, points) in history.Series)
            {
                var verdict = SeriesTraining.Train(key, points, terms.Step, models.GetValueOrDefault(key), now);
                served.Add(verdict, LagRows.Of(points, terms.Step));
                if (verdict is TrainingVerdict.Trained { Model: var model }) models[key] = model;
                else warming++;
            }
        }

        gaps.AddRange(await store.KeepAsync(cluster, models.Values, served.Shelve(await store.ShelfAsync(cluster, cancellationToken), now), cancellationToken));
        return new TrainingReport(
            models.Values.Count(model => model.TrainedAt == now),
            warming,
            [.. models.Values.Where(model => model.DriftedAt is not null).Select(model => $"{model.Key} since {model.DriftedAt:yyyy-MM-dd HH:mm} (UTC)").Take(MostNamed)],
            [.. gaps.Distinct().Take(MostNamed)]);
    }
}
