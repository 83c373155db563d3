using System.Net;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// How an action takes pods away whose controllers make others: the very pods that the plan saw. No declared state changes, so there is nothing to take back; and one
/// that is gone by now, whoever did it, is as it should be.
/// </summary>
public sealed class PodRemoval(IClusters clusters)
{
    private const string Mirror = "kubernetes.io/config.mirror";
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    /// <param name="step">The step, whose target is a pod.</param>
    /// <param name="key">Its key.</param>
    /// <param name="isEviction">Whether disruption budgets are to be asked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, bool isEviction, CancellationToken cancellationToken)
    {
        var prepared = new PreparedStep { Key = key, Action = step.Action, Target = step.Target, Write = WriteKind.Evict };
        if (step.Target.Kind != Kinds.Pod.Kind)
        {
            return prepared with { Refused = $"{step.Target} is no pod." };
        }

        var cluster = clusters.Named(step.Target.Cluster);
        if (await cluster.FindAsync(step.Target, cancellationToken) is not { } pod)
        {
            return prepared with { Refused = Refusals.Missing(step.Target) };
        }

        if ((Refusals.OfState(step.Target, pod) ?? OfController(step.Target, pod)) is { } refusal)
        {
            return prepared with { Refused = refusal };
        }

        var worked = prepared with { Uid = pod.Uid(), Diff = [$"{step.Target}: (on {pod.Text("spec", "nodeName") ?? "no node"}) -> (made anew)"] };
        try
        {
            await SendAsync(cluster, step.Target, new Deletion(pod.Uid(), DryRun: true), isEviction, cancellationToken);
            return worked;
        }
        catch (ClusterException budget) when (isEviction && IsNotNow(budget))
        {
            return worked with { Diff = [.. worked.Diff, $"it will have to wait: {budget.Message}"] };
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return prepared with { Refused = Refusals.OfServer(refused) };
        }
    }

    public async Task<ActionReceipt> ApplyAsync(PreparedStep step, bool isEviction, CancellationToken cancellationToken)
    {
        var receipt = ActionReceipt.Expected(step) with { IsExpected = false };
        if (step.Refused is not null)
        {
            return receipt.Refuse(step.Refused);
        }

        var cluster = clusters.Named(step.Target.Cluster);
        var pod = await cluster.FindMetadataAsync(step.Target, cancellationToken);
        if (pod is null || pod.Uid() != step.Uid || pod.At("metadata", "deletionTimestamp") is not null)
        {
            return receipt with { Result = ReceiptResult.AlreadyApplied, Reason = $"{step.Target} is gone, or on its way, already." };
        }

        try
        {
            await SendAsync(cluster, step.Target, new Deletion(step.Uid), isEviction, cancellationToken);
            return receipt with { Result = ReceiptResult.Applied, Reason = $"{step.Target} was {(isEviction ? "evicted" : "deleted")}." };
        }
        catch (ClusterException budget) when (isEviction && IsNotNow(budget))
        {
            return receipt with { Result = ReceiptResult.Underway, Reason = $"{step.Target} may not be evicted now: {budget.Message}", After = AskAgainAfter };
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt.Refuse(Refusals.OfServer(refused));
        }
    }

    public static Task<ActionReceipt> RevertAsync(ActionReceipt receipt) =>
        Task.FromResult(receipt with { Result = ReceiptResult.Reverted, Reason = "The pod's controller makes another: there is nothing to take back." });

    /// <summary>Why a pod is not to be taken away; null when its controller makes another.</summary>
    internal static string? OfController(ObjectRef target, JsonObject pod) =>
        pod.Text("metadata", "annotations", Mirror) is not null ? $"{target} is a part of its node: its kubelet would start it again."
        : JsonFields.Controller(pod) is null ? $"{target} has no controller: nobody would make another."
        : null;

    /// <summary>A disruption budget's "not now"; also what an API server says that is asked too much: both are to be asked again.</summary>
    internal static bool IsNotNow(ClusterException refused) => refused.Status == HttpStatusCode.TooManyRequests;

    private static Task<bool> SendAsync(ICluster cluster, ObjectRef pod, Deletion deletion, bool isEviction, CancellationToken cancellationToken) =>
        isEviction ? cluster.EvictAsync(pod, deletion, cancellationToken) : cluster.DeleteAsync(pod, deletion, cancellationToken);
}
