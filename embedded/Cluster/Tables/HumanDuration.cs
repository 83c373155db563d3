namespace Autocura.Embedded.Cluster.Tables;

/// <summary>Durations as kubectl prints ages: two units at most, the smaller only while it still matters.</summary>
internal static class HumanDuration
{
    private const int DaysPerYear = 365;

    public static string Since(DateTimeOffset? time, DateTimeOffset now) => time is { } since ? Format(now - since) : "<unknown>";

    public static string Format(TimeSpan span)
    {
        var (seconds, minutes, hours, days) = ((long)span.TotalSeconds, (long)span.TotalMinutes, (long)span.TotalHours, (long)span.TotalDays);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 60 * 2 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds - (minutes * 60), "s"),
            _ when minutes < 60 * 3 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes - (hours * 60), "m"),
            _ when hours < 48 => $"{hours}h",
            _ when hours < 24 * 8 => Two(days, "d", hours - (days * 24), "h"),
            _ when days < DaysPerYear * 2 => $"{days}d",
            _ when days < DaysPerYear * 8 => Two(days / DaysPerYear, "y", days % DaysPerYear, "d"),
            _ => $"{days / DaysPerYear}y",
        };
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
