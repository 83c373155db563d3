using Autocura.Incidents;

namespace Autocura.Guardrails.Rules;

/// <summary>Keeps the system to the freedom it was given: see <see cref="EffectiveMode"/>.</summary>
internal sealed class OperatingModeRule : IGuardrail
{
    private static readonly Dictionary<string, string> None = [];

    public string Name => "OperatingMode";

    public Verdict Review(PlanUnderReview review)
    {
        var state = review.Evidence.State;
        var effective = EffectiveMode.Of(review.Settings.Mode, state?.NamespaceAnnotations ?? None, state?.Annotations ?? None);
        var mode = $"The mode is {EffectiveMode.Name(effective.Mode)} ({effective.Reason})";
        return effective.Mode switch
        {
            OperatingMode.Auto => new Verdict(VerdictKind.Allowed, Name, $"{mode}."),
            OperatingMode.Approve => new Verdict(VerdictKind.NeedsApproval, Name, $"{mode}: a person must approve {Steps(review)}."),
            OperatingMode.Suggest => new Verdict(VerdictKind.Denied, Name, $"{mode}: suggested is {Steps(review)}."),
            _ => new Verdict(VerdictKind.Denied, Name, $"{mode}: would have done {Steps(review)}."),
        };
    }

    private static string Steps(PlanUnderReview review) => string.Join(", then ", review.Plan.Steps.Select(step => $"{step.Action} on {step.Target}"));
}
