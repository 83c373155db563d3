using System.Diagnostics;
using Autocura.Benchmarks.Harness;
using Autocura.Signals.Series;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>What a point costs each detector once it is warm: time, and memory that is allocated.</summary>
internal sealed class DetectorSpeedSection : INumbersSection
{
    private const int Warm = 3_000;
    private const int Points = 50_000;
    private const int Repeats = 3;

    public string Name => "detectors";

    public string Question => "how many points a second does each detector judge, on one thread, and what does a point allocate?";

    public string? Folder => null;

    public void Write(Report report, string? data)
    {
        var values = MadeSeries.Some(1)[0].Points;
        var count = DetectionTable.Detectors(TimeSpan.FromMinutes(5), 600).Count;
        report.Text($"{Points:N0} points after {Warm:N0}; the fastest of {Repeats} runs. The forest grows anew every 2,048 points, which is all that any of them allocates.");
        report.Table(["detector", "points/s", "ns a point", "bytes a point", "points to warm up"], Enumerable.Range(0, count).Select(kind => Row(values, kind)));
    }

    private static IReadOnlyList<object> Row(IReadOnlyList<SeriesPoint> values, int kind)
    {
        var runs = Enumerable.Range(0, Repeats).Select(_ => Measure(values, kind)).ToList();
        var fastest = runs.Min(run => run.Nanoseconds);
        return [runs[0].Detector.Name, 1e9 / fastest, fastest, runs.Min(run => run.Bytes), runs[0].Detector.WarmUp];
    }

    private static (ISeriesDetector Detector, double Nanoseconds, double Bytes) Measure(IReadOnlyList<SeriesPoint> values, int kind)
    {
        var step = TimeSpan.FromMinutes(5);
        var detector = DetectionTable.Detectors(step, 600)[kind];
        for (var index = 0; index < Warm; index++) detector.Next(Point(index));
        var (bytes, begin) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var index = Warm; index < Warm + Points; index++) detector.Next(Point(index));
        return (detector, Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Points, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Points);

        SeriesPoint Point(int index) => new(values[0].At + (index * step), values[index % values.Count].Value);
    }
}
