using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets the bounds of a HorizontalPodAutoscaler or of a ScaledObject of KEDA. Parameters <c>maxReplicas</c> and <c>minReplicas</c>, one at least: whole numbers of 1
/// or more. The annotation <c>autocura.io/max-replicas</c> on it is an upper bound.
/// </summary>
public sealed class AdjustAutoscaler(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.AdjustAutoscaler,
        Summary = "Set the bounds of an autoscaler",
        Suits = [Cause.TrafficSurge, Cause.AutoscalerMisconfigured, Cause.AutoscalerWithoutMetrics],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Kinds.HorizontalPodAutoscaler, Kinds.ScaledObject),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        var isKeda = step.Target.Kind == Kinds.ScaledObject.Kind;
        if (!isKeda && step.Target.Kind != Kinds.HorizontalPodAutoscaler.Kind)
        {
            return $"{step.Target} is no autoscaler.";
        }

        var (most, least) = isKeda ? ("maxReplicaCount", "minReplicaCount") : ("maxReplicas", "minReplicas");
        var (asksMost, asksLeast) = (step.Parameters.GetValueOrDefault(ActionParameters.MaxReplicas), step.Parameters.GetValueOrDefault(ActionParameters.MinReplicas));
        if (asksMost is null && asksLeast is null)
        {
            return "Parameter 'maxReplicas' or 'minReplicas' is missing.";
        }

        var spec = target["spec"]!.AsObject();
        return Set(spec, most, ActionParameters.MaxReplicas, asksMost) ?? Set(spec, least, ActionParameters.MinReplicas, asksLeast) ?? Bounds(target, spec.Int(most), spec.Int(least));
    }

    private static string? Set(JsonObject spec, string field, string parameter, string? asked)
    {
        if (asked is null)
        {
            return null;
        }

        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) || replicas < 1)
        {
            return $"Parameter '{parameter}' must be a whole number of 1 or more; it is '{asked}'.";
        }

        spec[field] = replicas;
        return null;
    }

    private static string? Bounds(JsonObject target, int? most, int? least)
    {
        if (least > most)
        {
            return $"At least {least} and at most {most} replicas is not possible.";
        }

        var bound = target.Text("metadata", "annotations", ReplicaBound.Annotation);
        return most is { } wanted ? ReplicaBound.Refusal(bound, wanted) : null;
    }
}
