using Autocura.Guardrails.Windows;
using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>
/// Holds back at night what needs nobody: that trouble began, that it is being cured, and that it is over where nobody heard of its beginning. What needs a person, and what is
/// severe, is told at any hour.
/// </summary>
public static class QuietHours
{
    /// <summary>Why a notice is held back now; null when it is not.</summary>
    public static string? Hold(NoticeDelivery delivery, DateTimeOffset now)
    {
        var (notice, settings) = (delivery.Notice, delivery.Settings);
        if (settings.QuietHours.Length == 0 || notice.NeedsPeople || notice.Severity >= settings.LoudFrom || (delivery.IsFollowed && notice.IsLast))
        {
            return null;
        }

        var (isQuiet, until) = ChangeCalendar.Read(settings.QuietHours).At(now);
        return isQuiet ? $"It needs nobody, and it is quiet{(until is { } end ? $" until {end:yyyy-MM-dd HH:mm} UTC" : "")}." : null;
    }
}
