using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.KnownGood;
using Autocura.KnownGood.Comparison;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Puts an object back as it was when its namespace was last healthy: the fields that differ in meaning, or the whole object when it is gone. Parameters, both
/// optional: <c>knownGoodHash</c> (else the newest state that is proven) and <c>fields</c> (else all: "spec.replicas,spec.template").
/// </summary>
public sealed class RestoreKnownGood(IClusters clusters, KnownGoodStore store, ObjectEdit edit, ObjectCreation creation, TimeProvider time) : IRemediationAction
{
    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RestoreKnownGood,
        Summary = "Put an object back as it was when all was well",
        Suits =
        [
            Cause.BadImage, Cause.WrongArchitecture, Cause.BadCommand, Cause.WrongBinary, Cause.CrashAfterRelease, Cause.DegradedByRelease, Cause.HangingInitContainer, Cause.WrongProbe,
            Cause.WrongAddress, Cause.NameResolution, Cause.MalformedConfiguration, Cause.MissingConfiguration, Cause.ConfigurationChanged, Cause.FeatureFlag, Cause.WrongCredentials,
            Cause.TlsRequired, Cause.CertificateExpired, Cause.OperatorMisconfigured, Cause.AdmissionWebhook, Cause.Unschedulable, Cause.InsufficientCapacity, Cause.Preempted,
            Cause.QuotaExceeded, Cause.NoisyNeighbour, Cause.DisruptionBudgetDeadlock, Cause.MissingVolumeClaim, Cause.StorageClassMissing, Cause.OutOfMemory, Cause.MemoryLeak,
            Cause.CpuThrottling, Cause.ConnectionPoolExhausted, Cause.ScaledToZero, Cause.AutoscalerMisconfigured, Cause.AutoscalerWithoutMetrics, Cause.ServicePortMismatch,
            Cause.ServiceSelectorMismatch, Cause.ServiceMissing, Cause.BlockedTraffic, Cause.MeshExcluded, Cause.StrictMutualTls, Cause.ApiServerFlooded,
        ],
        Risk = 0.08,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Namespace,
        Pods = PodEffect.ReplacesAllOfWorkload,
        Verbs =
        [
            .. Remediation.Verbs.On([.. KeptKinds.Whole, .. KeptKinds.ClusterWide, Kinds.ConfigMap], "get", "create", "patch"),
            .. Remediation.Verbs.On([.. KeptKinds.Whole.Where(kind => kind != Kinds.PersistentVolumeClaim), .. KeptKinds.ClusterWide, Kinds.ConfigMap], "delete"),
            .. Remediation.Verbs.Edit(Kinds.Namespace, Kinds.TidbCluster),
            .. Remediation.Verbs.On([Kinds.KnownGood], "get", "list"),
        ],
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var refused = new PreparedStep { Key = key, Action = step.Action, Target = step.Target };
        if (Refusals.OfTarget(step.Target) is { } untouchable)
        {
            return refused with { Refused = untouchable };
        }

        var cluster = clusters.Named(step.Target.Cluster);
        if (await FindAsync(cluster, step, cancellationToken) is not { } known)
        {
            return refused with { Refused = $"No known good state of {step.Target} is kept{(Asked(step) is { } hash ? $" with the hash {hash}" : "")}." };
        }

        if (known.Content is not { } content)
        {
            return refused with { Refused = $"The known good state of {step.Target} is known only by its hash: {known.Omitted}" };
        }

        if (await cluster.FindMetadataAsync(step.Target, cancellationToken) is not null)
        {
            var isAutoscaled = NormalForm.HashOf(NormalForm.Of(content)) != known.Hash && NormalForm.HashOf(NormalForm.Of(content, isAutoscaled: true)) == known.Hash;
            return await edit.PrepareAsync(step, key, target => Merge(target, content, isAutoscaled, Fields(step)), cancellationToken);
        }

        return await OrphanedAsync(cluster, content, cancellationToken) is { } orphaned
            ? refused with { Refused = $"{step.Target} belongs to {orphaned}, which is gone: alone it would be collected at once." }
            : await creation.PrepareAsync(step, key, content, cancellationToken);
    }

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) =>
        step.Write == WriteKind.Create ? creation.ApplyAsync(step, cancellationToken) : edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) =>
        receipt.Write == WriteKind.Create ? creation.RevertAsync(receipt, cancellationToken) : edit.RevertAsync(receipt, cancellationToken);

    private Task<KnownObject?> FindAsync(ICluster cluster, PlanStep step, CancellationToken cancellationToken) => Asked(step) is { } hash
        ? store.FindAsync(cluster, step.Target, hash, cancellationToken)
        : store.FindAsync(cluster, step.Target, time.GetUtcNow(), cancellationToken);

    private static string? Asked(PlanStep step) => step.Parameters.GetValueOrDefault(ActionParameters.KnownGoodHash) is { Length: > 0 } hash ? hash : null;

    private static string[] Fields(PlanStep step) =>
        step.Parameters.GetValueOrDefault(ActionParameters.Fields, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Merge(JsonObject target, JsonObject content, bool isAutoscaled, string[] fields)
    {
        SemanticMerge.Into(target, content, isAutoscaled, fields);
        return null;
    }

    /// <summary>An owner that the object names and that is not there any more; null when there is none.</summary>
    private static async Task<string?> OrphanedAsync(ICluster cluster, JsonObject content, CancellationToken cancellationToken)
    {
        foreach (var owner in content.Items("metadata", "ownerReferences"))
        {
            var kind = Kinds.Find(owner.Text("kind") ?? "");
            var found = kind is null ? null : await cluster.FindMetadataAsync(kind.Ref(content.Text("metadata", "namespace") ?? "", owner.Text("name") ?? ""), cancellationToken);
            if (found is null || found.Uid() != owner.Text("uid"))
            {
                return $"{owner.Text("kind")} {owner.Text("name")}";
            }
        }

        return null;
    }
}
