using System.Globalization;
using Autocura.Diagnosis;
using Autocura.Guardrails.Facts;
using Autocura.Planning;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Leaves a field to the autoscaler that owns it: replicas to a HorizontalPodAutoscaler or KEDA, requests and limits to a VerticalPodAutoscaler. One that has been scaled
/// to zero does not act, so that its workload may be brought back within its bounds; one that a person has paused is left alone.
/// </summary>
internal sealed class ScalingOwnerRule : IGuardrail
{
    public string Name => "ScalingOwner";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Scalers.Denies(review, Name, "What scales the workload", out var scalers, out var unread))
        {
            return unread;
        }

        var objection = review.Plan.Steps.SelectMany(step => scalers.Select(scaler => Objection(step, scaler))).FirstOrDefault(found => found is not null);
        return objection is null ? new Verdict(VerdictKind.Allowed, Name, "No autoscaler owns what the plan changes.") : new Verdict(VerdictKind.Denied, Name, objection);
    }

    private static string? Objection(PlanStep step, ScalerView scaler) => step.Action switch
    {
        ActionNames.ScaleWorkload when IsAbout(step, scaler.Target) && !scaler.SetsResources => OfReplicas(step, scaler),
        ActionNames.AdjustResources when IsAbout(step, scaler.Target) && scaler.SetsResources => $"{scaler.Ref} sets the resources of {scaler.Target} and would set them again.",
        ActionNames.AdjustAutoscaler when IsAbout(step, scaler.Ref) && scaler.Paused.Length > 0 => $"Somebody has paused {scaler.Ref} ({scaler.Paused}).",
        _ => null,
    };

    private static string? OfReplicas(PlanStep step, ScalerView scaler)
    {
        if (scaler.Paused.Length > 0)
        {
            return $"Somebody holds the replicas of {scaler.Target}: {scaler.Ref} is paused ({scaler.Paused}).";
        }

        var isWithin = int.TryParse(step.Parameters.GetValueOrDefault(ActionParameters.Replicas), NumberStyles.None, CultureInfo.InvariantCulture, out var replicas)
            && replicas >= scaler.Minimum && replicas <= scaler.Maximum;
        return scaler.Current == 0 && isWithin ? null : $"{scaler.Ref} owns the replicas of {scaler.Target} ({scaler.Minimum} to {scaler.Maximum}, now {scaler.Current}) and would set them again.";
    }

    private static bool IsAbout(PlanStep step, Incidents.ObjectRef target) => $"{step.Target}" == $"{target}";
}
