using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets the number of replicas. Parameter <c>replicas</c>: 1 or more; scaling to zero is never a cure. The workload's annotation
/// <c>autocura.io/max-replicas</c> is an upper bound.
/// </summary>
public sealed class ScaleWorkload(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.ScaleWorkload,
        Summary = "Set the number of replicas",
        Suits = [Cause.ScaledToZero, Cause.TrafficSurge, Cause.AutoscalerWithoutMetrics, Cause.DisruptionBudgetDeadlock],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Kinds.Deployment, Kinds.StatefulSet),
        Pods = PodEffect.Adds,
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (step.Target.Kind == "DaemonSet")
        {
            return "A DaemonSet has no replicas to set: it runs one pod on each node.";
        }

        var asked = step.Parameters.GetValueOrDefault(ActionParameters.Replicas);
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) || replicas < 1)
        {
            return $"Parameter 'replicas' must be a whole number of 1 or more; it is '{asked ?? "missing"}'.";
        }

        target["spec"]!["replicas"] = replicas;
        return ReplicaBound.Refusal(target.Text("metadata", "annotations", ReplicaBound.Annotation), replicas);
    }
}
