using Autocura.Incidents;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Keeps the system to the freedom it was given: see <see cref="EffectiveMode"/>. Of the workload and the objects that a step would change the one that
/// allows least decides.
/// </summary>
internal sealed class OperatingModeRule : IGuardrail
{
    public string Name => "OperatingMode";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "What the annotations allow", out var targets, out var unread))
        {
            return unread;
        }

        var least = targets
            .Select(target => EffectiveMode.Of(review.Settings.Mode, target.NamespaceAnnotations, target.Annotations))
            .MinBy(effective => effective.Mode) ?? throw new InvalidOperationException("the plan changes nothing that could be asked");
        var mode = $"The mode is {EffectiveMode.Name(least.Mode)} ({least.Reason})";
        return least.Mode switch
        {
            OperatingMode.Auto => new Verdict(VerdictKind.Allowed, Name, $"{mode}."),
            OperatingMode.Approve => new Verdict(VerdictKind.NeedsApproval, Name, $"{mode}: a person must approve {Steps(review)}."),
            OperatingMode.Suggest => new Verdict(VerdictKind.Denied, Name, $"{mode}: suggested is {Steps(review)}."),
            _ => new Verdict(VerdictKind.Denied, Name, $"{mode}: would have done {Steps(review)}."),
        };
    }

    private static string Steps(PlanUnderReview review) => string.Join(", then ", review.Plan.Steps.Select(step => $"{step.Action} on {step.Target}"));
}
