using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>How an action takes an object away: the very one, in the very state that the plan saw, after it was written down whole so that it can be made anew.</summary>
public sealed class ObjectRemoval(IClusters clusters, TimeProvider time)
{
    private const int WriteTries = 5;
    private static readonly TimeSpan FinalizersTake = TimeSpan.FromSeconds(10);

    /// <summary>What the server writes into metadata: it belongs to one life of an object.</summary>
    private static readonly string[] Assigned = ["uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink"];

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var prepared = new PreparedStep { Key = key, Action = step.Action, Target = step.Target, Write = WriteKind.Delete };
        var cluster = clusters.Named(step.Target.Cluster);
        if (Refusals.OfTarget(step.Target) is { } untouchable)
        {
            return prepared with { Refused = untouchable };
        }

        if (await cluster.FindAsync(step.Target, cancellationToken) is not { } current)
        {
            return prepared with { Refused = Refusals.Missing(step.Target) };
        }

        var captured = Captured(current).ToJsonString();
        if ((Refusals.OfState(step.Target, current) ?? OfOwner(step, current) ?? Refusals.OfSize(step.Target, captured)) is { } refusal)
        {
            return prepared with { Refused = refusal };
        }

        try
        {
            await cluster.DeleteAsync(step.Target, new Deletion(current.Uid(), current.Text("metadata", "resourceVersion") ?? "", DryRun: true), cancellationToken);
            return prepared with { Uid = current.Uid(), SpecHashBefore = SpecHash.Of(current), Inverse = captured, Diff = [$"{step.Target}: (there) -> (removed)"] };
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
            return await RemoveAsync(receipt, cancellationToken);
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt.Refuse(Refusals.OfServer(refused));
        }
    }

    public async Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(receipt.Target.Cluster);
        if (await cluster.FindAsync(receipt.Target, cancellationToken) is { } current)
        {
            return WhatIsThere(receipt, current);
        }

        if (receipt.IsExpected && !await RemovalNotice.IsPostedAsync(cluster, receipt, cancellationToken))
        {
            return Reverted(receipt, "The step never removed it.");
        }

        try
        {
            var manifest = ObjectCreation.Keyed(JsonNode.Parse(receipt.Inverse)!.AsObject(), receipt.Key + ObjectEdit.UndoSuffix);
            var made = await cluster.CreateAsync(Kinds.Named(receipt.Target.Kind), manifest, cancellationToken);
            return WhatIsThere(receipt, made);
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt.Refuse(Refusals.OfServer(refused));
        }
    }

    private async Task<ActionReceipt> RemoveAsync(ActionReceipt receipt, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(receipt.Target.Cluster);
        for (var left = WriteTries; left > 0; left--)
        {
            var current = await cluster.FindAsync(receipt.Target, cancellationToken);
            if (current is null || current.Uid() != receipt.Uid)
            {
                return await RemovalNotice.IsPostedAsync(cluster, receipt, cancellationToken)
                    ? receipt with { Result = ReceiptResult.AlreadyApplied, Reason = "An earlier run of this step removed it." }
                    : receipt.Refuse(Refusals.Replaced(receipt, current));
            }

            if (current.At("metadata", "deletionTimestamp") is not null)
            {
                return receipt with { Result = ReceiptResult.Underway, Reason = $"{receipt.Target} is being deleted{Refusals.WaitsFor(current)}.", After = FinalizersTake };
            }

            if (SpecHash.Of(current) != receipt.SpecHashBefore)
            {
                return receipt.Refuse($"{receipt.Target} was changed since the plan was made: it is not touched.");
            }

            await RemovalNotice.PostAsync(cluster, receipt, time.GetUtcNow(), cancellationToken);
            var isRemoved = await cluster.DeleteAsync(receipt.Target, new Deletion(receipt.Uid, current.Text("metadata", "resourceVersion") ?? ""), cancellationToken);
            if (isRemoved && await cluster.FindMetadataAsync(receipt.Target, cancellationToken) is null)
            {
                return receipt with { Result = ReceiptResult.Applied, Reason = $"{receipt.Target} was removed." };
            }
        }

        return receipt with { Result = ReceiptResult.Underway, Reason = $"{receipt.Target} is written so often that it could not be removed in the state that the plan saw.", After = FinalizersTake };
    }

    /// <summary>The end of taking back, by what stands there under the object's name.</summary>
    private static ActionReceipt WhatIsThere(ActionReceipt receipt, JsonObject current)
    {
        if (current.Uid() == receipt.Uid)
        {
            return current.At("metadata", "deletionTimestamp") is null
                ? Reverted(receipt, "It is there, as before the step.")
                : receipt.Refuse($"{receipt.Target} is being deleted{Refusals.WaitsFor(current)}: it can be made anew only when it is gone.");
        }

        return SpecHash.Of(current) == receipt.SpecHashBefore
            ? Reverted(receipt, $"{receipt.Target} is there again as it was.")
            : receipt.Refuse($"{receipt.Target} is there again, and not as it was before the step.");
    }

    private static string? OfOwner(PlanStep step, JsonObject current) => JsonFields.Controller(current) is { } owner
        ? $"{step.Target} belongs to {owner.Text("kind")} {owner.Text("name")}, which would make it anew."
        : null;

    private static JsonObject Captured(JsonObject current)
    {
        var captured = current.DeepClone().AsObject();
        captured.Remove("status");
        foreach (var field in Assigned)
        {
            captured["metadata"]!.AsObject().Remove(field);
        }

        return captured;
    }

    private static ActionReceipt Reverted(ActionReceipt receipt, string reason) => receipt with { Result = ReceiptResult.Reverted, Reason = reason };
}
