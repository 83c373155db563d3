using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>Lets pods be placed on a node again that is ready. No parameters.</summary>
public sealed class UncordonNode(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.UncordonNode,
        Summary = "Let pods be placed on a node again",
        Suits = [Cause.CordonedNodes],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Node,
        Verbs = Remediation.Verbs.Edit(Kinds.Node),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (step.Target.Kind != Kinds.Node.Kind)
        {
            return $"{step.Target} is no node.";
        }

        if (!target.IsReady())
        {
            return $"{step.Target} is not ready: pods that are placed on it would not run.";
        }

        target["spec"]!.AsObject().Remove("unschedulable");
        return null;
    }
}
