using System.Globalization;
using Autocura.Embedded.Hosting.Settings;
using NCrontab;

namespace Autocura.Embedded.Hosting.Timers;

/// <summary>When a timer is due: an NCRONTAB expression read in a time zone, or a constant interval.</summary>
internal abstract class TimerSchedule
{
    /// <summary>How many occurrences are looked at to tell whether a schedule is too frequent to remember.</summary>
    private const int Probes = 10;

    public static TimerSchedule Parse(string expression, TimeZoneInfo zone)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parsed = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length != 5 });
        if (parsed is not null) return new Cron(parsed, zone, isEveryHour: fields[^4] == "*");
        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new Interval(interval)
            : throw new SettingsException($"The schedule expression '{expression}' was not recognized as a valid cron expression or timespan string.");
    }

    /// <summary>The first occurrence after a moment, or null where none ever comes (30 February).</summary>
    public abstract DateTimeOffset? After(DateTimeOffset moment);

    /// <summary>Whether two occurrences ever come within a minute of each other; such a timer has no memory, for the next run is never far.</summary>
    public bool IsFrequent(DateTimeOffset from)
    {
        var last = After(from);
        for (var i = 0; i < Probes && last is { } at; i++)
        {
            var next = After(at);
            if (next - at < TimeSpan.FromMinutes(1)) return true;
            last = next;
        }

        return false;
    }

    private sealed class Interval(TimeSpan every) : TimerSchedule
    {
        public override DateTimeOffset? After(DateTimeOffset moment) => moment + every;
    }

    private sealed class Cron(CrontabSchedule schedule, TimeZoneInfo zone, bool isEveryHour) : TimerSchedule
    {
        public override DateTimeOffset? After(DateTimeOffset moment)
        {
            var offset = zone.GetUtcOffset(moment);
            var local = schedule.GetNextOccurrence(moment.UtcDateTime + offset);
            if (local == DateTime.MaxValue) return null;
            var utc = new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
            var offsetThere = zone.GetUtcOffset(utc);
            // When the clocks change in between, what runs in every hour keeps its pace and all else follows them.
            if (isEveryHour || offsetThere == offset) return utc;
            // A local time that the change skips runs as if there were no change.
            var shifted = utc + (offset - offsetThere);
            return zone.GetUtcOffset(shifted) == offsetThere ? shifted : utc;
        }
    }
}
