using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Pauses an experiment of Chaos Mesh, which takes back what it did to the pods; or the Schedule that starts it again and again, with what it has started. No
/// parameters.
/// </summary>
public sealed class PauseChaos(ObjectEdit edit) : EditAction(edit)
{
    private const string Pause = "experiment.chaos-mesh.org/pause";

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.PauseChaos,
        Summary = "Pause a chaos experiment, or what starts it",
        Suits = [Cause.ChaosExperiment],
        Risk = 0.02,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Namespace,
        Verbs = Remediation.Verbs.Edit(ExperimentKinds.All),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (!ExperimentKinds.All.Any(kind => kind.Kind == step.Target.Kind))
        {
            return $"{step.Target} is no chaos experiment, and no Schedule of one.";
        }

        var metadata = target["metadata"]!.AsObject();
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations[Pause] = "true";
        metadata["annotations"] ??= annotations;
        return null;
    }
}
