using NCrontab;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>
/// When something recurs: five cron fields, a name such as <c>@hourly</c>, or <c>@every 5m</c>. Where both the day of the month and the day of the week are
/// restricted, either of them is enough, as cron has it.
/// </summary>
internal sealed class CronSchedule
{
    private const string Every = "@every ";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private readonly IReadOnlyList<CrontabSchedule> fields;
    private readonly TimeSpan? period;
    private readonly TimeZoneInfo zone;

    private CronSchedule(IReadOnlyList<CrontabSchedule> fields, TimeSpan? period, TimeZoneInfo zone) => (this.fields, this.period, this.zone) = (fields, period, zone);

    /// <summary>Reads a schedule; <see cref="FormatException"/> says what is wrong with it.</summary>
    public static CronSchedule Parse(string text, TimeZoneInfo? zone = null)
    {
        zone ??= TimeZoneInfo.Utc;
        if (text.StartsWith(Every, StringComparison.Ordinal))
        {
            return new([], Duration(text[Every.Length..]), zone);
        }

        var expression = Names.GetValueOrDefault(text, text).Replace('?', '*');
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            throw new FormatException($"expected exactly 5 fields, found {parts.Length}: [{expression}]");
        }

        string[] either = parts[2] != "*" && parts[4] != "*"
            ? [$"{parts[0]} {parts[1]} {parts[2]} {parts[3]} *", $"{parts[0]} {parts[1]} * {parts[3]} {parts[4]}"]
            : [string.Join(' ', parts)];
        return new([.. either.Select(Read)], null, zone);
    }

    /// <summary>The first occurrence after this instant; null when there is none any more. A period counts from <paramref name="after"/>.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (period is { } every)
        {
            return after + every;
        }

        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var next = fields.Select(field => field.GetNextOccurrence(local)).Min();
        while (zone.IsInvalidTime(next))
        {
            // The clocks went past it.
            next = fields.Select(field => field.GetNextOccurrence(next)).Min();
        }

        return next == DateTime.MaxValue ? null : new DateTimeOffset(next, zone.GetUtcOffset(next)).ToUniversalTime();
    }

    /// <summary>A duration as Go writes it, such as <c>1h30m</c>.</summary>
    private static TimeSpan Duration(string text) => GoDuration.TryParse(text.Trim(), out var period) && period >= TimeSpan.FromSeconds(1)
        ? period
        : throw new FormatException($"failed to parse duration @every {text}");

    private static CrontabSchedule Read(string expression) => CrontabSchedule.TryParse(expression) ?? throw new FormatException($"failed to parse [{expression}]");
}
