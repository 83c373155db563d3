using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Asks a GitOps tool to bring the cluster to what its repository says, now. Parameter <c>revision</c>, optional, for Argo CD. What it applies is not ours to take
/// back, so a person is asked first.
/// </summary>
public sealed class SyncGitOps(ObjectEdit edit, TimeProvider time) : EditAction(edit)
{
    private const string RequestedAt = "reconcile.fluxcd.io/requestedAt";

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.SyncGitOps,
        Summary = "Have a GitOps tool bring the cluster to what its repository says",
        Suits = [],
        Risk = 0.15,
        Reversible = false,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Namespace,
        Verbs = Remediation.Verbs.Edit(Kinds.Application, Kinds.Kustomization, Kinds.HelmRelease),
    };

    public override Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) =>
        Task.FromResult(receipt.Refuse($"{receipt.Target} was asked to sync: what it applied is in its repository, and not ours to take back."));

    protected override string? Change(JsonObject target, PlanStep step)
    {
        switch (step.Target.Kind)
        {
            case "Application" when target["operation"] is not null:
                return $"{step.Target} is in a sync already.";
            case "Application":
                var sync = step.Parameters.GetValueOrDefault(ActionParameters.Revision) is { Length: > 0 } revision ? new JsonObject { ["revision"] = revision } : [];
                target["operation"] = new JsonObject { ["initiatedBy"] = new JsonObject { ["username"] = "autocura" }, ["sync"] = sync };
                return null;
            case "Kustomization" or "HelmRelease":
                var metadata = target["metadata"]!.AsObject();
                var annotations = metadata["annotations"] as JsonObject ?? [];
                annotations[RequestedAt] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                metadata["annotations"] ??= annotations;
                return null;
            default:
                return $"{step.Target} belongs to no GitOps tool that is known: Argo CD (Application) and Flux (Kustomization, HelmRelease) are.";
        }
    }
}
