using Autocura.Diagnosis;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Leaves a paused rollout to the person who paused it: a change of the pod template would have no effect now, and an unexpected one later.
/// </summary>
internal sealed class PausedRolloutRule : IGuardrail
{
    private static readonly string[] ChangeTheTemplate = [ActionNames.RollBackRelease, ActionNames.AdjustResources, ActionNames.RestartWorkload];

    public string Name => "PausedRollout";

    public Verdict Review(PlanUnderReview review)
    {
        var step = review.Plan.Steps.FirstOrDefault(step => ChangeTheTemplate.Contains(step.Action));
        return step is not null && review.Evidence.State is { Paused: true }
            ? new Verdict(VerdictKind.Denied, Name, $"The rollout of {review.Evidence.Workload.Name} is paused: {step.Action} would not take effect.")
            : new Verdict(VerdictKind.Allowed, Name, "No rollout is paused.");
    }
}
