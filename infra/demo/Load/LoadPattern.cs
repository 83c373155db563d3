namespace Autocura.Demo.Load;

/// <summary>
/// How many requests a second people make at a moment of the week: little at night, two peaks on a working day, a flat late day at the weekend. The shape is
/// a sum of bells around the hours of the peaks, so that it has no corners that a forecast could find and a real load would not have.
/// </summary>
public sealed record LoadPattern
{
    // Hour of the peak, its height as a share of the busiest, and its width in hours.
    private static readonly (double Hour, double Height, double Width)[] WorkingDay = [(10.5, 1.0, 1.6), (15.5, 0.85, 1.8), (20.5, 0.45, 1.6)];
    private static readonly (double Hour, double Height, double Width)[] Weekend = [(12.5, 0.45, 3.0), (19.5, 0.5, 2.6)];

    /// <summary>Requests a second at the busiest moment of the week.</summary>
    public double Peak { get; init; } = 20;

    /// <summary>What is left at night, as a share of the peak.</summary>
    public double Night { get; init; } = 0.05;

    /// <summary>Growth from one week to the next, as a share.</summary>
    public double WeeklyGrowth { get; init; } = 0.02;

    /// <summary>Requests a second that are to be expected at this moment; growth counts from <paramref name="origin"/>.</summary>
    public double At(DateTimeOffset moment, DateTimeOffset origin)
    {
        var hour = moment.UtcDateTime.TimeOfDay.TotalHours;
        var share = Math.Max(Night, Shape(moment.UtcDateTime.DayOfWeek, hour));
        var weeks = (moment - origin).TotalDays / 7;
        return Peak * share * Math.Pow(1 + WeeklyGrowth, weeks);
    }

    /// <summary>The evening of the day before reaches over midnight, and the next morning before it.</summary>
    private static double Shape(DayOfWeek day, double hour) =>
        Bells(day, hour) + Bells(Before(day), hour + 24) + Bells(After(day), hour - 24);

    private static double Bells(DayOfWeek day, double hour) =>
        (day is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : WorkingDay).Sum(bell => bell.Height * Math.Exp(-Math.Pow((hour - bell.Hour) / bell.Width, 2) / 2));

    private static DayOfWeek Before(DayOfWeek day) => (DayOfWeek)(((int)day + 6) % 7);

    private static DayOfWeek After(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % 7);
}
