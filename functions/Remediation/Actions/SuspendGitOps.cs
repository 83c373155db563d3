using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Planning.GitOps;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Keeps a GitOps tool from undoing what is done in the cluster, until it is taken back: an Application of Argo CD loses its automated sync, a Kustomization or
/// HelmRelease of Flux is suspended. Parameters <c>by</c>, <c>since</c> and <c>until</c>, optional, stand on the object with how it was before, so that it can be given back.
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
        if (!GitOpsTools.Kinds.Contains(step.Target.Kind))
        {
            return $"{step.Target} belongs to no GitOps tool that is known: Argo CD (Application) and Flux (Kustomization, HelmRelease) are.";
        }

        var (since, until) = (step.Parameters.GetValueOrDefault(ActionParameters.Since), step.Parameters.GetValueOrDefault(ActionParameters.Until));
        SuspensionMark.Put(target, step.Parameters.GetValueOrDefault(ActionParameters.By) ?? KubernetesCluster.FieldManager, since is null || until is null ? null : (since, until));
        return null;
    }
}
