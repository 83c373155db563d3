using Autocura.Signals.Forests;
using Autocura.Signals.Series;
using Autocura.Statistics;

namespace Autocura.Signals.Training;

/// <summary>
/// Trains the model of a series on its history. Below <see cref="Fewest"/> rows it says that it warms up. The seed is made of series and version, so the same history gives
/// the same model on every host.
/// </summary>
public static class SeriesTraining
{
    /// <summary>Rows below which nothing is trained: what each tree is grown on.</summary>
    public const int Fewest = 64;

    /// <summary>Rows of one interval that must be there to speak of drift.</summary>
    private const int FewestOfDrift = 12;

    // Differences in score, and in spreads, that say nothing by themselves.
    private const double LeastScore = 0.005;
    private const double LeastDistance = 0.5;

    // Small, for a model is kept for each series: some five kilobytes. A row has ten numbers that resemble each other, and a tree of 64 rows tells what it would of 256.
    private static readonly ForestSettings Settings = new() { Trees = 40, Sample = Fewest };

    /// <summary>A model of the history, or how much of it is missing.</summary>
    /// <param name="key">The series.</param>
    /// <param name="points">Its history, in order.</param>
    /// <param name="step">The time between two of its values.</param>
    /// <param name="before">The model that was trained before; null when there was none.</param>
    /// <param name="now">When it is trained.</param>
    public static TrainingVerdict Train(SeriesKey key, IReadOnlyList<SeriesPoint> points, TimeSpan step, SeriesModel? before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = LagRows.Of(points, step);
        if (rows.Count < Fewest) return new TrainingVerdict.WarmingUp(key, rows.Count);
        var version = (before?.Version ?? 0) + 1;
        var table = LagRows.Table(rows);
        var forest = IsolationForest.Grow(table, Settings with { Seed = StableHash.Of($"{key} {version}") });
        var scores = new double[table.Count];
        forest.Score(table.Values, scores);
        var summary = RobustSummary.Of(points.Select(point => point.Value));
        var spread = Math.Max(summary.Spread, FloorOf(key.Metric).At(summary.Median));
        return new TrainingVerdict.Trained(new SeriesModel(key, version, now, rows.Count)
        {
            Median = summary.Median,
            Spread = spread,
            Scores = ScoreTail.Of(scores, LeastScore),
            Distances = ScoreTail.Of([.. rows.Select(row => Math.Abs(row.Newest - summary.Median) / spread)], LeastDistance),
            Forest = forest,
            DriftedAt = HasDrifted(before, rows) ? before!.DriftedAt ?? now : null,
        });
    }

    /// <summary>What of a difference is noise whatever the series says: of its unit, and of its level.</summary>
    public static NoiseFloor FloorOf(TrainedMetric metric) => metric switch
    {
        TrainedMetric.ErrorShare => new NoiseFloor(0.01, 0.1),
        TrainedMetric.Latency => new NoiseFloor(0.005, 0.1),
        TrainedMetric.Backlog => new NoiseFloor(5, 0.1),
        _ => new NoiseFloor(0.05, 0.1),
    };

    /// <summary>Whether more than half of what came since is odder to the last model than nineteen in twenty of what it was trained on.</summary>
    private static bool HasDrifted(SeriesModel? before, IReadOnlyList<LagRow> rows)
    {
        if (before is null) return false;
        var since = rows.Where(row => row.At > before.TrainedAt).ToList();
        return since.Count >= FewestOfDrift && since.Count(row => before.Forest.Score(row.Values) > before.Scores.Level) * 2 > since.Count;
    }
}

/// <summary>What came of a training.</summary>
public abstract record TrainingVerdict
{
    private TrainingVerdict()
    {
    }

    public sealed record Trained(SeriesModel Model) : TrainingVerdict;

    /// <summary>Its history has so many rows, and needs <see cref="SeriesTraining.Fewest"/>.</summary>
    public sealed record WarmingUp(SeriesKey Key, int Rows) : TrainingVerdict;
}
