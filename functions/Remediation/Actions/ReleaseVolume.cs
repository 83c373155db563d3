using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Lets a volume be bound again whose claim is gone: by a claim of the same name in the same namespace and by no other, so what is on it comes into no other hands.
/// A person is asked first. Once it is bound there is no way back. No parameters.
/// </summary>
public sealed class ReleaseVolume(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.ReleaseVolume,
        Summary = "Let a volume be bound again by a claim of the same name",
        Suits = [Cause.VolumeReleased],
        Risk = 0.15,
        Reversible = true,
        AsksFirst = [ActionProfile.AnyKind],
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Kinds.PersistentVolume),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (step.Target.Kind != Kinds.PersistentVolume.Kind)
        {
            return $"{step.Target} is no volume.";
        }

        if (target.Text("status", "phase") is var phase && phase != "Released")
        {
            return $"{step.Target} is {phase ?? "in no known phase"} and not Released: its claim is not gone.";
        }

        var claim = target.At("spec", "claimRef") as JsonObject ?? [];
        claim.Remove("uid");
        claim.Remove("resourceVersion");
        return null;
    }
}
