using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>What a series usually was, before a moment: the median of all of it, or of its values within half an hour of the same time of day, whichever is nearer to a value.</summary>
public static class UsualLevel
{
    private const int Fewest = 6;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(30);

    /// <summary>NaN when less than six values were measured before.</summary>
    /// <param name="points">The series.</param>
    /// <param name="until">The past ends here.</param>
    /// <param name="now">The moment of the value.</param>
    public static double Of(IReadOnlyList<SeriesPoint> points, DateTimeOffset until, SeriesPoint now)
    {
        ArgumentNullException.ThrowIfNull(points);
        var past = points.Where(point => point.At < until && double.IsFinite(point.Value)).ToList();
        if (past.Count < Fewest) return double.NaN;
        var all = RobustSummary.Of(past.Select(point => point.Value)).Median;
        var same = past.Where(point => IsSameTimeOfDay(now.At - point.At)).Select(point => point.Value).ToList();
        var ofDay = same.Count < Fewest ? all : RobustSummary.Of(same).Median;
        return Math.Abs(now.Value - ofDay) < Math.Abs(now.Value - all) ? ofDay : all;
    }

    private static bool IsSameTimeOfDay(TimeSpan ago)
    {
        var rest = TimeSpan.FromTicks(ago.Ticks % Day.Ticks);
        return ago > Around && (rest <= Around || Day - rest <= Around);
    }
}
