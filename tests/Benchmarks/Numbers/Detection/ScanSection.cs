using System.Diagnostics;
using Autocura.Benchmarks.Harness;
using Autocura.Signals;
using Autocura.Signals.Series;
using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>The detectors as the scan asks them: anew at each look, over the last days, day by day. What one look at a series costs, and how often quiet series are told of.</summary>
internal sealed class ScanSection : INumbersSection
{
    private const int Day = 288;
    private const int Days = 14;
    private const int First = 4;
    private const int Series = 100;
    private const int Looks = 200;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan[] Histories = [TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(4), TimeSpan.FromDays(7)];
    private static readonly TimeSpan History = new ScanOptions().History;
    private static readonly double[] Sensitivities = [1, 0.8, 0.5];
    private static readonly string[] Noises = ["normal", "Student, 3", "log-normal", "day and night", "ρ = 0.95", "Poisson, 0.3", "ρ = 0.998"];
    private static readonly DateTimeOffset Start = new(2030, 1, 14, 0, 0, 0, TimeSpan.Zero);

    public string Name => "scan";

    public string Question => "what does a look of the scan at one series cost, and how often does it tell of quiet ones?";

    public string? Folder => null;

    public void Write(Report report, string? data)
    {
        report.Text($"Five-minute points. The history is heard anew at each look, from where it began that day: the processor time of a look at its longest, the median of {Looks}, on one thread.");
        report.Table(["history", "points, at most", "ms a look", "KB allocated", "series a second and core"], Histories.Select(Cost));
        report.Text($"Alarms over their budget, on {Series} quiet series of {Days} days; the history is the default, {History.TotalDays:0.#} days.");
        report.Table(["sensitivity", .. Noises], Sensitivities.Select(Quiet));
    }

    private static IReadOnlyList<object> Cost(TimeSpan history)
    {
        var replay = new SeriesReplay(Step, history);
        var now = Start.AddDays(Days).AddMinutes(-5);
        var points = Made("day and night", 1).Where(point => point.At >= replay.BeginOf(now)).ToList();
        var times = new List<double>();
        var bytes = 0L;
        for (var look = 0; look < Looks; look++)
        {
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            replay.Episodes(points, FalseAlarmBudget.Of(0.8).RarityAt(Step));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var median = Sample.Median(times);
        return [$"{history.TotalDays:0.#} d", points.Count, median, bytes / 1024.0, 1000 / median];
    }

    private static IReadOnlyList<object> Quiet(double sensitivity)
    {
        var budget = FalseAlarmBudget.Of(sensitivity);
        return [$"{sensitivity}", .. Noises.Select(noise => Enumerable.Range(0, Series).AsParallel().Sum(seed => Alarms(Made(noise, seed), budget)) / (budget.AlarmsPerDay * Series * (Days - First)))];
    }

    /// <summary>What was told on each day, by a replay that began as the scan's does on that day.</summary>
    private static int Alarms(IReadOnlyList<SeriesPoint> points, FalseAlarmBudget budget)
    {
        var replay = new SeriesReplay(Step, History);
        var alarms = 0;
        for (var day = First; day < Days; day++)
        {
            var (begin, end) = (Start.AddDays(day), Start.AddDays(day + 1));
            alarms += replay.Episodes(points.Where(point => point.At >= replay.BeginOf(begin) && point.At < end), budget.RarityAt(Step)).Count(episode => episode.Since >= begin);
        }

        return alarms;
    }

    private static List<SeriesPoint> Made(string noise, int seed)
    {
        var chance = new Random(seed);
        var walk = 0.0;
        return [.. Enumerable.Range(0, Days * Day).Select(index => new SeriesPoint(Start + (index * Step), noise switch
        {
            "normal" => Normal.Sample(chance, 100, 3),
            "Student, 3" => 100 + (3 * StudentT.Sample(chance, 0, 1, 3)),
            "log-normal" => LogNormal.Sample(chance, 3, 0.7),
            "day and night" => 100 + (40 * Math.Sin(2 * Math.PI * index / Day)) + Normal.Sample(chance, 0, 3),
            "ρ = 0.95" => 100 + (walk = (0.95 * walk) + Normal.Sample(chance, 0, 1)),
            "ρ = 0.998" => 100 + (walk = (0.998 * walk) + Normal.Sample(chance, 0, 1)),
            _ => (double)Poisson.Sample(chance, 0.3),
        }))];
    }
}
