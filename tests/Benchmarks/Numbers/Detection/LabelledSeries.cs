using System.Globalization;
using System.Text.Json;
using Autocura.Signals.Series;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>A metric series and the windows in which something was wrong, first and last row of each, as the Numenta Anomaly Benchmark keeps them.</summary>
internal sealed record LabelledSeries(string Name, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<(int First, int Last)> Windows)
{
    private const double LearningShare = 0.15;
    private const int LongestLearning = 750;

    /// <summary>Rows at the beginning that are not scored: to learn from.</summary>
    public int Learning => Math.Min((int)Math.Floor(LearningShare * Points.Count), LongestLearning);

    public TimeSpan Step => Points.Zip(Points.Skip(1), (earlier, later) => later.At - earlier.At).Order().ElementAt((Points.Count - 1) / 2);

    /// <summary>How long the part that is scored lasts.</summary>
    public double Days => (Points.Count - Learning) * Step.TotalDays;

    /// <summary>All series that <c>files.txt</c> names, with the windows of <c>combined_windows.json</c>.</summary>
    public static IReadOnlyList<LabelledSeries> ReadAll(string folder)
    {
        using var windows = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "combined_windows.json")));
        return [.. File.ReadLines(Path.Combine(folder, "files.txt")).Select(line => line.Trim()).Where(line => line.Length > 0).Select(name => Read(folder, name, windows.RootElement.GetProperty(name)))];
    }

    private static LabelledSeries Read(string folder, string name, JsonElement windows)
    {
        var points = File.ReadLines(Path.Combine(folder, "series", name)).Skip(1).Where(line => line.Length > 0).Select(Point).ToList();
        return new LabelledSeries(name, points, [.. windows.EnumerateArray().Select(window => (Row(points, window[0]), Row(points, window[1])))]);
    }

    private static SeriesPoint Point(string line)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        return new SeriesPoint(Time(line[..comma]), double.Parse(line[(comma + 1)..], CultureInfo.InvariantCulture));
    }

    private static int Row(List<SeriesPoint> points, JsonElement time)
    {
        var at = Time(time.GetString()!);
        return points.FindIndex(point => point.At == at);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
