using System.Globalization;

namespace Autocura.Guardrails.Windows;

/// <summary>When changes may be made: windows separated by semicolons; no window at all is always. A word that cannot be read makes the whole unreadable.</summary>
public sealed record ChangeCalendar(IReadOnlyList<ChangeWindow> Windows)
{
    private const string Shape = "write for example \"Mon-Fri 09:00-17:00 Europe/Berlin\" or \"daily 22:00-06:00 UTC\"";

    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>What is wrong with the text; nothing when all of it can be read.</summary>
    public static IEnumerable<string> Problems(string text) => Parts(text).Select(part => Parse(part).Problem).OfType<string>();

    /// <exception cref="FormatException">It cannot be read; the message names what.</exception>
    public static ChangeCalendar Read(string text) =>
        Problems(text).FirstOrDefault() is { } problem ? throw new FormatException(problem) : new ChangeCalendar([.. Parts(text).Select(part => Parse(part).Window!)]);

    /// <summary>Whether it is open, and when that changes; null where it never does.</summary>
    public (bool IsOpen, DateTimeOffset? ChangesAt) At(DateTimeOffset now)
    {
        if (Windows.Count == 0)
        {
            return (true, null);
        }

        var spans = Windows.SelectMany(window => window.Around(now)).OrderBy(span => span.From).ToList();
        DateTimeOffset? end = null;
        foreach (var (from, to) in spans.Where(span => span.To > now))
        {
            if (from > (end ?? now))
            {
                return end is null ? (false, from) : (true, end);
            }

            end = end > to ? end : to;
        }

        return (end is not null, end);
    }

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (ChangeWindow? Window, string? Problem) Parse(string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (2 or 3) || Days(words[0]) is not { } days)
        {
            return (null, $"'{part}' is no window: {Shape}.");
        }

        var hours = words[1].Split('-');
        if (hours.Length != 2 || !Time(hours[0], out var from) || !Time(hours[1], out var to))
        {
            return (null, $"'{words[1]}' in '{part}' are no hours: {Shape}.");
        }

        var zone = words.Length == 2 ? "UTC" : words[2];
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? (new ChangeWindow(days, from, to, found), null)
            : (null, $"'{zone}' in '{part}' is no time zone that this machine knows: use an IANA name such as Europe/Berlin, or UTC.");
    }

    private static List<DayOfWeek>? Days(string text)
    {
        if (text.Equals("daily", StringComparison.OrdinalIgnoreCase))
        {
            return [.. Enum.GetValues<DayOfWeek>()];
        }

        var days = new List<DayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Day(ends[0]), Day(ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                return null;
            }

            for (var day = first; ; day = (day + 1) % 7)
            {
                days.Add((DayOfWeek)day);
                if (day == last) break;
            }
        }

        return days;
    }

    private static int Day(string name) => Array.FindIndex(DayNames, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    // 24:00 is the end of the day, which is the beginning of the next.
    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text == "24:00" ? "00:00" : text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
