using Autocura.Diagnosis;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Gives a person who has just scaled a workload to zero a moment: that is half of a restart by hand, and bringing it back at once would fight over the number.
/// </summary>
internal sealed class FreshScalingRule : IGuardrail
{
    private const string Replicas = "spec.replicas";

    public string Name => "FreshScaling";

    public Verdict Review(PlanUnderReview review)
    {
        var state = review.Evidence.State;
        var isBroughtBack = state is { Replicas: 0 } && review.Plan.Steps.Any(step => step.Action == ActionNames.ScaleWorkload && step.Target == review.Incident.Workload.Target());
        var scaled = isBroughtBack ? state!.Changes.Where(change => change.Fields.Contains(Replicas)).MaxBy(change => change.At) : null;
        return scaled is not null && scaled.At + review.Settings.Review.HandsOff is var free && free > review.Now
            ? new Verdict(VerdictKind.Wait, Name, $"{scaled.Manager} scaled {review.Incident.Workload.Name} to zero at {scaled.At:HH:mm:ss} UTC, and may be about to bring it back.") { ChangesAt = free }
            : new Verdict(VerdictKind.Allowed, Name, "Nobody has scaled it to zero a moment ago.");
    }
}
