namespace Autocura.Guardrails.Windows;

/// <summary>
/// Hours of some days of the week in one time zone, such as "Mon-Fri 09:00-17:00 Europe/Berlin". One that ends at or before its beginning ends the day after. Where the
/// clocks go forward over a beginning or end, it is the first moment after; where they go back, the hour that comes twice belongs to it both times.
/// </summary>
public sealed record ChangeWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private const int DaysAround = 8;

    /// <summary>The spans in which it is open that may concern the week around a moment.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Around(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        for (var day = today.AddDays(-2); day <= today.AddDays(DaysAround); day = day.AddDays(1))
        {
            if (Days.Contains(day.DayOfWeek))
            {
                yield return (Moment(day.ToDateTime(From), isEnd: false), Moment((To <= From ? day.AddDays(1) : day).ToDateTime(To), isEnd: true));
            }
        }
    }

    private DateTimeOffset Moment(DateTime local, bool isEnd)
    {
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        if (!Zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
        }

        var offsets = Zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, isEnd ? offsets.Min() : offsets.Max()).ToUniversalTime();
    }
}
