using Autocura.Guardrails.Windows;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Changes nothing outside of the hours for it: those of the setting, and those that <c>autocura.io/change-windows</c> on an object or its namespace gives. All must be
/// open. Windows that cannot be read are closed.
/// </summary>
internal sealed class ChangeWindowRule : IGuardrail
{
    public string Name => "ChangeWindow";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "The change windows of the objects", out var targets, out var unread))
        {
            return unread;
        }

        var calendars = targets
            .SelectMany(target => new[]
            {
                ($"{target.Ref}", target.Annotations.GetValueOrDefault(Annotations.ChangeWindows)),
                ($"Namespace {target.Ref.Namespace}", target.NamespaceAnnotations.GetValueOrDefault(Annotations.ChangeWindows)),
            })
            .Prepend(("the settings", review.Settings.Review.ChangeWindows))
            .Where(calendar => calendar.Item2 is not null)
            .Distinct();
        var verdicts = calendars.Select(calendar => Review(calendar.Item1, calendar.Item2!, review.Now)).ToList();
        var heaviest = verdicts.MaxBy(verdict => verdict.Kind)!;
        var alike = verdicts.Where(verdict => verdict.Kind == heaviest.Kind);
        return heaviest with { ChangesAt = heaviest.Kind == VerdictKind.Allowed ? alike.Min(verdict => verdict.ChangesAt) : alike.Max(verdict => verdict.ChangesAt) };
    }

    private Verdict Review(string whose, string text, DateTimeOffset now)
    {
        if (ChangeCalendar.Problems(text).FirstOrDefault() is { } problem)
        {
            return new Verdict(VerdictKind.Denied, Name, $"The change windows of {whose} cannot be read: {problem}");
        }

        var (isOpen, changesAt) = ChangeCalendar.Read(text).At(now);
        return isOpen
            ? new Verdict(VerdictKind.Allowed, Name, "Changes may be made now.") { ChangesAt = changesAt }
            : new Verdict(VerdictKind.Wait, Name, $"The change windows of {whose} (\"{text}\") are closed until {changesAt:yyyy-MM-dd HH:mm} UTC.") { ChangesAt = changesAt };
    }
}
