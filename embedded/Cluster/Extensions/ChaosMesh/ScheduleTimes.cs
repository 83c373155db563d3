using NCrontab;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>When a Schedule is due: five fields of cron in UTC, one of the names for them, or <c>@every</c> with a duration.</summary>
internal sealed class ScheduleTimes
{
    private const string Every = "@every ";

    private static readonly Dictionary<string, string> Named = new()
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private readonly TimeSpan? interval;
    private readonly CrontabSchedule? cron;

    private ScheduleTimes(TimeSpan? interval, CrontabSchedule? cron)
    {
        this.interval = interval;
        this.cron = cron;
    }

    /// <summary>Reads a schedule; null when it is none.</summary>
    public static ScheduleTimes? Parse(string text)
    {
        if (text.StartsWith(Every, StringComparison.Ordinal))
        {
            return GoDuration.TryParse(text[Every.Length..].Trim(), out var interval) && interval >= TimeSpan.FromSeconds(1) ? new(interval, null) : null;
        }

        return CrontabSchedule.TryParse(Named.GetValueOrDefault(text, text)) is { } cron ? new(null, cron) : null;
    }

    public DateTimeOffset After(DateTimeOffset moment) => interval is { } every
        ? moment + every
        : new DateTimeOffset(DateTime.SpecifyKind(cron!.GetNextOccurrence(moment.UtcDateTime), DateTimeKind.Utc));
}
