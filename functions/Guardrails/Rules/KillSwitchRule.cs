namespace Autocura.Guardrails.Rules;

/// <summary>Lets nothing through while everything is stopped. It is asked again right before every change.</summary>
internal sealed class KillSwitchRule : IGuardrail
{
    public string Name => "KillSwitch";

    public Verdict Review(PlanUnderReview review) => review.Facts.KillSwitch.Denies(review, Name, "The kill switch", out var found, out var unread)
        ? unread
        : found.IsStopped ? new Verdict(VerdictKind.Denied, Name, $"Everything is stopped: {found.Reason}") : new Verdict(VerdictKind.Allowed, Name, "Nothing is stopped.");
}
