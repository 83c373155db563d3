using Autocura.Benchmarks.Harness;
using Autocura.Signals.Series;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>Each detector over labelled series: its scores, and what it does at the thresholds that two sensitivities stand for, which are the same for all series and come from no data.</summary>
internal static class DetectionTable
{
    private const double Most = 1;
    private const double Usual = 0.8;

    /// <summary>Every detector; the single ones tell an episode once, as the combination does by itself.</summary>
    public static IReadOnlyList<ISeriesDetector> Detectors(TimeSpan step, int learning)
    {
        ISeriesDetector[] single =
        [
            new RobustZDetector(step), new EwmaBandDetector(step), new CusumDetector(step), new SeasonalResidualDetector(step), new SeasonalDriftDetector(step), new QuietDetector(step),
            new ChangePointDetector(step), new LaggedForestDetector(step),
        ];
        return [new CombinedDetector(step, learning), .. single.Select(detector => new EpisodicDetector(detector, learning / 2))];
    }

    public static void Write(Report report, IReadOnlyList<LabelledSeries> all)
    {
        var windows = all.Sum(series => series.Windows.Count);
        report.Text($"{all.Count} series, {windows} windows, {all.Sum(series => series.Days):F0} days that are scored. Standard, low FP and low FN at the best threshold for each; then what is found, and false alarms per series and day, at the thresholds of sensitivity {Most} and {Usual}.");
        var count = Detectors(TimeSpan.FromMinutes(5), 600).Count;
        report.Table(
            ["detector", "standard", "low FP", "low FN", "threshold", $"found at {Most}", "false a day", $"found at {Usual}", "false a day"],
            Enumerable.Range(0, count).Select(kind => Row(all, kind)));
    }

    private static IReadOnlyList<object> Row(IReadOnlyList<LabelledSeries> all, int kind)
    {
        var name = "";
        var scores = all.Select(series => Scores(series, kind, ref name)).ToList();
        var best = WindowProfile.All.Select(profile => WindowScoring.Best(all, scores, profile)).ToList();
        return [name, best[0].Score, best[1].Score, best[2].Score, best[0].Threshold, .. Alarms(all, scores, Most), .. Alarms(all, scores, Usual)];
    }

    private static IEnumerable<object> Alarms(IReadOnlyList<LabelledSeries> all, List<double[]> scores, double sensitivity)
    {
        // Series differ in their step, and so in the rarity that keeps the same number of alarms a day: what is compared is the distance to it.
        var budget = FalseAlarmBudget.Of(sensitivity);
        var (hit, wrong) = WindowScoring.At(all, [.. all.Zip(scores, (series, own) => Beyond(own, budget.RarityAt(series.Step)))], 0);
        return [hit, wrong / all.Sum(series => series.Days)];
    }

    private static double[] Beyond(double[] rarities, double threshold) => Array.ConvertAll(rarities, rarity => rarity - threshold);

    private static double[] Scores(LabelledSeries series, int kind, ref string name)
    {
        var detector = Detectors(series.Step, series.Learning)[kind];
        name = detector.Name;
        return [.. series.Points.Select(detector.Next)];
    }
}
