using System.Diagnostics;
using System.Globalization;
using Autocura.Benchmarks.Harness;
using Autocura.Signals.Forests;

namespace Autocura.Benchmarks.Numbers.Forest;

/// <summary>Finds outliers in tables with and without slopes, beside scikit-learn's isolation forest with the same settings, on one thread each.</summary>
internal sealed class ForestSection : INumbersSection
{
    private const int Seeds = 10;

    public string Name => "forest";

    public string Question => "how well does the isolation forest find outliers, and how fast, beside scikit-learn's?";

    public string Folder => "tabular";

    public void Write(Report report, string? data)
    {
        using var work = new WorkFolder();
        var paths = data is null ? [Made(work)] : Directory.GetFiles(data, "*.csv").Order(StringComparer.Ordinal).ToArray();
        var (version, lack) = ScikitLearn.Look();
        report.Text(version is null
            ? $"Without scikit-learn, since {lack}. The whole table is fitted and scored: 100 trees, 256 rows each, {Seeds} seeds, one thread."
            : $"Beside scikit-learn {version}. The whole table is fitted and scored: 100 trees, 256 rows each, {Seeds} seeds, one thread; each at its fastest of {Seeds}.");
        Measure(OutlierTable.Ring(2_000, 6), 1);
        var rows = paths.Select(path => (Table: OutlierTable.Read(path), Path: path)).Select(one => Row(one.Table, version is null ? null : ScikitLearn.Measure(one.Table, one.Path, Seeds))).ToList();
        report.Table(["table", "rows x features", "outliers", "ROC-AUC", "sd", "scikit-learn", "sd", "difference", "slopes of 2", "rows/s", "scikit-learn", "times"], rows);
        Single(report, OutlierTable.Read(paths[0]));
    }

    private static string Made(WorkFolder work)
    {
        var path = Path.Combine(work.Path, "ring.csv");
        OutlierTable.Ring(4_000, 6).Write(path);
        return path;
    }

    private static IReadOnlyList<object> Row(OutlierTable table, ForestFigures? theirs)
    {
        var (ours, slopes) = (Measure(table, 1), Measure(table, 2));
        return
        [
            table.Name, $"{table.Rows.Count} x {table.Rows.Features}", table.IsOutlier.Average(outlier => outlier ? 1.0 : 0).ToString("P1", CultureInfo.InvariantCulture),
            Digits(ours.Area), Digits(ours.Deviation), Digits(theirs?.Area), Digits(theirs?.Deviation), Digits(ours.Area - theirs?.Area), Digits(slopes.Area),
            ours.RowsPerSecond, theirs?.RowsPerSecond ?? double.NaN, ours.RowsPerSecond / (theirs?.RowsPerSecond ?? double.NaN),
        ];
    }

    private static ForestFigures Measure(OutlierTable table, int featuresPerSplit)
    {
        var scores = new double[table.Rows.Count];
        var (areas, fastest) = (new List<double>(), double.MaxValue);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var begin = Stopwatch.GetTimestamp();
            var forest = IsolationForest.Grow(table.Rows, new ForestSettings { Seed = seed, FeaturesPerSplit = featuresPerSplit });
            forest.Score(table.Rows.Values, scores);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(begin).TotalSeconds);
            areas.Add(table.AreaOf(scores));
        }

        return new ForestFigures(areas.Average(), Math.Sqrt(areas.Average(area => Math.Pow(area - areas.Average(), 2))), table.Rows.Count / fastest);
    }

    /// <summary>One row at a time, as a scan asks.</summary>
    private static void Single(Report report, OutlierTable table)
    {
        var forest = IsolationForest.Grow(table.Rows, ForestSettings.Default);
        var steps = new double[table.Rows.Features];
        var (score, scored) = Timed(table.Rows, row => forest.Score(row));
        var (explain, explained) = Timed(table.Rows, row => forest.Explain(row, steps));
        report.Text(FormattableString.Invariant($"One row of {table.Name} at a time: {score:F1} µs to score and {explain:F1} µs to explain, {scored + explained} bytes allocated in all. The forest is {ForestBytes.Write(forest).Length / 1024} KB as bytes."));
    }

    private static (double Microseconds, long Allocated) Timed(FeatureRows rows, RowWork work)
    {
        const int Times = 5_000;
        for (var row = 0; row < Times; row++) work(rows[row % rows.Count]);
        var (begin, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        for (var row = 0; row < Times; row++) work(rows[row % rows.Count]);
        return (Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Times, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static string Digits(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";

    private delegate void RowWork(ReadOnlySpan<double> row);
}
