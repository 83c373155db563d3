using Autocura.Signals.Forests;
using Autocura.Signals.Inference;

namespace Autocura.Signals.Training;

/// <summary>
/// Trains the model that is served to whoever asks: one forest over the rows of all series, each in spreads from its own median, so that rows of any metric can be judged by it.
/// </summary>
public sealed class ServedTraining
{
    /// <summary>Versions that are kept.</summary>
    public const int Kept = 2;

    // Every series has the same say, whatever the length of its history.
    private const int RowsOfSeries = 128;
    private const int MostRows = 65_536;

    private readonly List<LagRow> rows = [];
    private int warming;
    private int most;

    /// <summary>Takes what came of one series' training, and its rows.</summary>
    public void Add(TrainingVerdict verdict, IReadOnlyList<LagRow> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (verdict is TrainingVerdict.Trained { Model: var model })
        {
            var apart = Math.Max(1, history.Count / RowsOfSeries);
            rows.AddRange(history.Where((_, index) => index % apart == 0).Take(MostRows - rows.Count).Select(row => row with { Values = model.Scaled(row.Values) }));
        }
        else if (verdict is TrainingVerdict.WarmingUp { Rows: var count })
        {
            warming++;
            most = Math.Max(most, count);
        }
    }

    /// <summary>The shelf with another version, or with the reason why there is none.</summary>
    public ModelShelf Shelve(ModelShelf before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (rows.Count < SeriesTraining.Fewest) return before with { Warming = Lack() };
        var version = before.Versions.Select(model => int.Parse(model.Version)).DefaultIfEmpty().Max() + 1;
        var forest = IsolationForest.Grow(LagRows.Table(rows), new ForestSettings { Seed = (ulong)version, Contamination = 0.01 });
        return before with { Versions = [.. before.Versions.Append(new ServedModel($"{version}", now, forest)).TakeLast(Kept)], Warming = "" };
    }

    private string Lack() => warming == 0
        ? "warming up: no metrics source told of any service yet."
        : $"warming up: of {warming} series the longest has {most} rows of {LagRows.Width} values, and {SeriesTraining.Fewest} are needed.";
}
