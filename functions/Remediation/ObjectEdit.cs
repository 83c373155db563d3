using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// How every action that edits an object's declared state does it: once per key, only on the object the plan saw, and so that it can be taken back.
/// The key goes into the annotation <see cref="KeyAnnotation"/> in the same write as the change, so there is no moment between "done" and "known to be done".
/// </summary>
public sealed class ObjectEdit(IClusters clusters)
{
    public const string KeyAnnotation = "autocura.io/last-remediation";
    internal const string UndoSuffix = "/undo";

    /// <summary>A controller may write the status between our read and our write; the spec's hash tells whether anything that matters moved.</summary>
    private const int WriteTries = 5;

    /// <summary>Works out the change, has the server try it, and captures its inverse. <paramref name="edit"/> changes the copy it gets, or says why not.</summary>
    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, Func<JsonObject, string?> edit, CancellationToken cancellationToken)
    {
        var prepared = new PreparedStep { Key = key, Action = step.Action, Target = step.Target };
        if (Refusals.OfTarget(step.Target) is { } untouchable)
        {
            return prepared with { Refused = untouchable };
        }

        for (var left = WriteTries; ; left--)
        {
            if (await clusters.Named(step.Target.Cluster).FindAsync(step.Target, cancellationToken) is not { } current)
            {
                return prepared with { Refused = Refusals.Missing(step.Target) };
            }

            var desired = (JsonObject)current.DeepClone();
            if ((Refusals.OfState(step.Target, current) ?? edit(desired)) is { } refusal)
            {
                return prepared with { Refused = refusal };
            }

            try
            {
                return await TryAsync(prepared, current, desired, cancellationToken);
            }
            catch (ClusterException conflict) when (conflict.IsConflict && left > 1)
            {
                // somebody wrote in between: read again
            }
        }
    }

    public async Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken)
    {
        var receipt = ActionReceipt.Expected(step) with { IsExpected = false };
        return step.Refused is not null
            ? receipt.Refuse(step.Refused)
            : await WriteAsync(receipt, new Write(step.Key, step.SpecHashBefore, step.Patch, ReceiptResult.Applied), cancellationToken);
    }

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) =>
        receipt.Result is ReceiptResult.Applied or ReceiptResult.AlreadyApplied
            ? WriteAsync(receipt, new Write(receipt.Key + UndoSuffix, receipt.SpecHashAfter, receipt.Inverse, ReceiptResult.Reverted), cancellationToken)
            : Task.FromResult(receipt);

    private async Task<PreparedStep> TryAsync(PreparedStep prepared, JsonObject current, JsonObject desired, CancellationToken cancellationToken)
    {
        var target = prepared.Target;
        var metadata = MetadataField.Changed(current, desired);
        var operations = SpecPatch.Between(current, desired, metadata);
        if (operations.Count == 0)
        {
            return prepared with { Refused = $"{target} is already as the step wants it." };
        }

        try
        {
            var patch = new ObjectPatch(PatchKind.Json, Guarded(current, prepared.Key, operations), DryRun: true);
            var tried = await clusters.Named(target.Cluster).PatchAsync(target, patch, cancellationToken);
            var worked = prepared with
            {
                Uid = current.Uid(),
                Metadata = metadata,
                SpecHashBefore = SpecHash.Of(current, metadata),
                SpecHashAfter = SpecHash.Of(tried, metadata),
                Patch = operations.ToJsonString(),
                Inverse = SpecPatch.Between(tried, current, metadata).ToJsonString(),
                Diff = SpecPatch.Describe(current, operations),
            };
            return Refusals.OfSize(target, worked.Patch, worked.Inverse) is { } tooLarge ? prepared with { Refused = tooLarge } : worked;
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return prepared with { Refused = Refusals.OfServer(refused) };
        }
    }

    private async Task<ActionReceipt> WriteAsync(ActionReceipt receipt, Write write, CancellationToken cancellationToken)
    {
        for (var left = WriteTries; ; left--)
        {
            var current = await clusters.Named(receipt.Target.Cluster).FindAsync(receipt.Target, cancellationToken);
            if (Settled(receipt, write, current) is { } settled)
            {
                return settled;
            }

            try
            {
                return await ChangeAsync(receipt, write, current!, cancellationToken);
            }
            catch (ClusterException conflict) when (conflict.IsConflict && left > 1)
            {
                // somebody wrote in between: read again, and let the hash decide
            }
            catch (ClusterException refused) when (Refusals.IsFinal(refused))
            {
                // What a repeated request finds already removed is invalid to remove: the first was carried out, and its answer lost.
                if (!refused.IsInvalid || left == 1 || !await IsWrittenSinceAsync(receipt, current!, cancellationToken))
                {
                    return receipt.Refuse(Refusals.OfServer(refused));
                }
            }
        }
    }

    private async Task<bool> IsWrittenSinceAsync(ActionReceipt receipt, JsonObject seen, CancellationToken cancellationToken) =>
        (await clusters.Named(receipt.Target.Cluster).FindMetadataAsync(receipt.Target, cancellationToken)).Text("metadata", "resourceVersion") != seen.Text("metadata", "resourceVersion");

    /// <summary>The receipt when there is nothing to write: it is done already, or it must not be done any more. Null: write.</summary>
    private static ActionReceipt? Settled(ActionReceipt receipt, Write write, JsonObject? current)
    {
        if (current is null || current.Uid() != receipt.Uid)
        {
            return receipt.Refuse(Refusals.Replaced(receipt, current));
        }

        if (current.Text("metadata", "annotations", KeyAnnotation) == write.Key)
        {
            var done = write.Result == ReceiptResult.Applied ? ReceiptResult.AlreadyApplied : write.Result;
            return receipt with { Result = done, Reason = "An earlier run of this step did it." };
        }

        var setsReplicas = write.Patch.Contains("\"/spec/replicas\"", StringComparison.Ordinal);
        if (write.Result == ReceiptResult.Reverted && SpecHash.Holds(current, receipt.Metadata, receipt.SpecHashBefore, setsReplicas))
        {
            return receipt with { Result = ReceiptResult.Reverted, Reason = "It is as it was before the step." };
        }

        return SpecHash.Holds(current, receipt.Metadata, write.ExpectedHash, setsReplicas)
            ? null
            : receipt.Refuse($"{receipt.Target} was changed since {(write.Result == ReceiptResult.Applied ? "the plan was made" : "the step was applied")}: it is not touched.");
    }

    private async Task<ActionReceipt> ChangeAsync(ActionReceipt receipt, Write write, JsonObject current, CancellationToken cancellationToken)
    {
        var operations = (JsonArray)JsonNode.Parse(write.Patch)!;
        var patch = new ObjectPatch(PatchKind.Json, Guarded(current, write.Key, operations));
        var after = await clusters.Named(receipt.Target.Cluster).PatchAsync(receipt.Target, patch, cancellationToken);
        return receipt with
        {
            Result = write.Result,
            Reason = string.Join("; ", SpecPatch.Describe(current, operations)),
            SpecHashAfter = SpecHash.Of(after, receipt.Metadata),
            Inverse = SpecPatch.Between(after, current, receipt.Metadata).ToJsonString(),
        };
    }

    /// <summary>The operations with their preconditions (this very object, in this very version) and the key.</summary>
    private static JsonArray Guarded(JsonObject current, string key, JsonArray operations)
    {
        var guarded = new JsonArray
        {
            Operation("test", "/metadata/uid", current.Uid()),
            Operation("replace", "/metadata/resourceVersion", current.Text("metadata", "resourceVersion") ?? ""),
        };
        if (current.At("metadata", "annotations") is not JsonObject)
        {
            guarded.Add(Operation("add", "/metadata/annotations", new JsonObject()));
        }

        if (current.At("metadata", "labels") is not JsonObject && operations.Any(operation => MetadataField.Writes(operation, "labels")))
        {
            guarded.Add(Operation("add", "/metadata/labels", new JsonObject()));
        }

        guarded.Add(Operation("add", $"/metadata/annotations/{KeyAnnotation.Replace("/", "~1")}", key));
        foreach (var operation in operations)
        {
            guarded.Add(operation!.DeepClone());
        }

        return guarded;
    }

    private static JsonObject Operation(string op, string path, JsonNode value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };

    private sealed record Write(string Key, string ExpectedHash, string Patch, ReceiptResult Result);
}
