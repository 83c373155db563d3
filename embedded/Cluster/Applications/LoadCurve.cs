using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// How many requests a second users make, at any time: the mean, the season of day and week, and chance. The load stays the same within a step, and is the same
/// for the same seed, whoever asks and whenever.
/// </summary>
internal sealed class LoadCurve(Application application, Chance chance)
{
    /// <summary>How long the load stays the same.</summary>
    public const int StepSeconds = 5;

    private readonly Users users = application.Users;

    public Application Application => application;

    /// <summary>The load without chance.</summary>
    public double Expected(DateTimeOffset at)
    {
        var hour = at.UtcDateTime.TimeOfDay.TotalHours;
        var day = 1 + (users.Season.Daily * Math.Cos(2 * Math.PI * (hour - users.Season.PeakHour) / 24));
        return users.RequestsPerSecond * day * (at.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? users.Season.Weekend : 1);
    }

    /// <summary>The load in the step that a second belongs to.</summary>
    public double At(long second)
    {
        var step = second - (second % StepSeconds);
        return Expected(DateTimeOffset.FromUnixTimeSeconds(step)) * Swing($"load/{application.Name}/{step}");
    }

    /// <summary>The mean load of a minute, as far as chance evens out.</summary>
    public double OfMinute(long minute) =>
        Expected(DateTimeOffset.FromUnixTimeSeconds(minute * 60)) * (1 + ((Swing($"minute/{application.Name}/{minute}") - 1) / Math.Sqrt(60.0 / StepSeconds)));

    private double Swing(string purpose) => 1 + (users.Variation * ((2 * chance.Draw(purpose)) - 1));
}
