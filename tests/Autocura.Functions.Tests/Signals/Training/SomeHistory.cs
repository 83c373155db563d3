using Autocura.Functions.Tests.Statistics;
using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Functions.Tests.Signals.Training;

/// <summary>Histories of known make, five minutes between values: a day's rise and fall with noise.</summary>
internal static class SomeHistory
{
    public static readonly DateTimeOffset End = new(2030, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static readonly SeriesKey Latency = new("shop", "cart", TrainedMetric.Latency);

    /// <summary>Around 0.2 s, up to 0.3 at noon, with noise of 0.01.</summary>
    public static List<SeriesPoint> Daily(int points, int seed = 1)
    {
        var noise = SomeSeries.Noise(seed, points);
        return [.. Enumerable.Range(0, points).Select(index =>
        {
            var at = End - ((points - 1 - index) * Step);
            return new SeriesPoint(at, 0.2 + (0.1 * Math.Max(0, Math.Cos((at.TimeOfDay.TotalHours - 12) * Math.PI / 12))) + (0.01 * noise[index]));
        })];
    }

    public static SeriesModel Trained(SeriesKey key, IReadOnlyList<SeriesPoint> points, SeriesModel? before = null, DateTimeOffset? now = null) =>
        SeriesTraining.Train(key, points, Step, before, now ?? End).ShouldBeOfType<TrainingVerdict.Trained>().Model;

    /// <summary>The last ten values of a history, with the newest ones other than they were.</summary>
    public static double[] Row(IReadOnlyList<SeriesPoint> points, params double[] newest) => [.. points.TakeLast(LagRows.Width - newest.Length).Select(point => point.Value), .. newest];
}
