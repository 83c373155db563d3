using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>Takes no new pods on a node; those that run there stay. No parameters.</summary>
public sealed class CordonNode(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.CordonNode,
        Summary = "Take no new pods on a node",
        Suits = [Cause.NodePressure, Cause.NodeNotReady, Cause.NoisyNeighbour],
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

        target["spec"]!["unschedulable"] = true;
        return null;
    }
}
