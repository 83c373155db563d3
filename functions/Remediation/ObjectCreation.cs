using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.KnownGood.Comparison;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// How an action makes an object: once per key, since the object itself carries the key from its first moment, and so that taking it back deletes the very object
/// that was made and no other.
/// </summary>
public sealed class ObjectCreation(IClusters clusters)
{
    /// <summary>Has the server try to create the object.</summary>
    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, JsonObject manifest, CancellationToken cancellationToken)
    {
        var prepared = new PreparedStep { Key = key, Action = step.Action, Target = step.Target, Write = WriteKind.Create };
        if (Refusals.OfTarget(step.Target) is { } untouchable)
        {
            return prepared with { Refused = untouchable };
        }

        var keyed = Keyed(manifest, key);
        if (Refusals.OfSize(step.Target, keyed.ToJsonString()) is { } tooLarge)
        {
            return prepared with { Refused = tooLarge };
        }

        try
        {
            var tried = await clusters.Named(step.Target.Cluster).TryCreateAsync(Kinds.Named(step.Target.Kind), keyed, cancellationToken);
            return prepared with { SpecHashAfter = MeaningOf(tried), Patch = keyed.ToJsonString(), Diff = [$"{step.Target}: (none) -> (created)"] };
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return prepared with { Refused = Refusals.OfServer(refused) };
        }
    }

    public async Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken)
    {
        var receipt = ActionReceipt.Expected(step) with { IsExpected = false };
        if (step.Refused is not null)
        {
            return receipt.Refuse(step.Refused);
        }

        try
        {
            var made = await clusters.Named(step.Target.Cluster).CreateAsync(Kinds.Named(step.Target.Kind), JsonNode.Parse(step.Patch)!.AsObject(), cancellationToken);
            return Made(receipt, made) with { Reason = $"{step.Target} was created." };
        }
        catch (ClusterException exists) when (exists.Reason == "AlreadyExists")
        {
            var found = await clusters.Named(step.Target.Cluster).FindAsync(step.Target, cancellationToken);
            return found.Text("metadata", "annotations", ObjectEdit.KeyAnnotation) == step.Key
                ? Made(receipt, found!) with { Result = ReceiptResult.AlreadyApplied, Reason = "An earlier run of this step did it." }
                : receipt.Refuse($"{step.Target} was made by somebody else since the plan was made.");
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt.Refuse(Refusals.OfServer(refused));
        }
    }

    public async Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(receipt.Target.Cluster);
        if (await cluster.FindAsync(receipt.Target, cancellationToken) is not { } current)
        {
            return Reverted(receipt, "It is not there, as before the step.");
        }

        if (receipt.Target.Kind == Kinds.PersistentVolumeClaim.Kind)
        {
            return receipt.Refuse($"{receipt.Target} stays: what was written to it since would go with it.");
        }

        if (Objection(receipt, current) is { } settled)
        {
            return settled;
        }

        try
        {
            await cluster.DeleteAsync(receipt.Target, current.Uid(), cancellationToken);
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt.Refuse(Refusals.OfServer(refused));
        }

        var left = await cluster.FindMetadataAsync(receipt.Target, cancellationToken);
        return Reverted(receipt, left is null || left.Uid() != current.Uid() ? $"{receipt.Target} was deleted again." : $"{receipt.Target} is being deleted{Refusals.WaitsFor(left)}.");
    }

    /// <summary>The receipt when what is there is not deleted: it is not what the step made, or not as it made it.</summary>
    private static ActionReceipt? Objection(ActionReceipt receipt, JsonObject current)
    {
        var isOurs = receipt.Uid.Length > 0 ? current.Uid() == receipt.Uid : current.Text("metadata", "annotations", ObjectEdit.KeyAnnotation) == receipt.Key;
        if (!isOurs)
        {
            return receipt.IsExpected ? Reverted(receipt, "The step never made it.") : receipt.Refuse($"{receipt.Target} was replaced by another object of that name since the step made it.");
        }

        // Some fields are chosen anew by the server each time, so a dry run does not foretell them: without the real answer the key alone must do.
        return receipt.IsExpected || MeaningOf(current) == receipt.SpecHashAfter
            ? null
            : receipt.Refuse($"{receipt.Target} was changed since the step was applied: it is not touched.");
    }

    /// <summary>What was declared, without what the server assigns to one life of an object.</summary>
    private static string MeaningOf(JsonObject target) => NormalForm.HashOf(NormalForm.Of(target));

    private static ActionReceipt Made(ActionReceipt receipt, JsonObject made) => receipt with { Result = ReceiptResult.Applied, Uid = made.Uid(), SpecHashAfter = MeaningOf(made) };

    private static ActionReceipt Reverted(ActionReceipt receipt, string reason) => receipt with { Result = ReceiptResult.Reverted, Reason = reason };

    internal static JsonObject Keyed(JsonObject manifest, string key)
    {
        var keyed = manifest.DeepClone().AsObject();
        var metadata = keyed["metadata"] as JsonObject ?? [];
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations[ObjectEdit.KeyAnnotation] = key;
        metadata["annotations"] ??= annotations;
        keyed["metadata"] ??= metadata;
        return keyed;
    }
}
