using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Keeps a GitOps tool from undoing what is done in the cluster, until it is taken back: an Application of Argo CD loses its automated sync, a Kustomization or
/// HelmRelease of Flux is suspended. No parameters.
/// </summary>
public sealed class SuspendGitOps(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.SuspendGitOps,
        Summary = "Keep a GitOps tool from undoing what is done in the cluster",
        Suits = [],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(10),
        BlastRadius = BlastRadius.Namespace,
        Verbs = Remediation.Verbs.Edit(Kinds.Application, Kinds.Kustomization, Kinds.HelmRelease),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        switch (step.Target.Kind)
        {
            case "Application":
                (target.At("spec", "syncPolicy") as JsonObject)?.Remove("automated");
                return null;
            case "Kustomization" or "HelmRelease":
                target["spec"]!["suspend"] = true;
                return null;
            default:
                return $"{step.Target} belongs to no GitOps tool that is known: Argo CD (Application) and Flux (Kustomization, HelmRelease) are.";
        }
    }
}
