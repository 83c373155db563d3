using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Takes no new pods on a node and evicts those that run there, as their disruption budgets allow, until none is left or the deadline has come; then it is uncordoned
/// again, unless somebody else had cordoned it. Somebody who uncordons it meanwhile ends it. Parameters, both optional: <c>deadlineSeconds</c> (300) and
/// <c>deleteBroken</c> ("true": a pod that is not ready goes although its budget says no; a person is asked first).
/// </summary>
public sealed class DrainNode(IClusters clusters, ObjectEdit edit) : IRemediationAction
{
    private const int LongestSeconds = 3600;
    private static readonly TimeSpan RoundTakes = TimeSpan.FromSeconds(10);

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.DrainNode,
        Summary = "Empty a node of its pods, as their disruption budgets allow",
        Suits = [Cause.NodePressure, Cause.NodeNotReady],
        Risk = 0.2,
        Reversible = true,
        AsksFirstWith = [ActionParameters.DeleteBroken],
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Node,
        Pods = PodEffect.ReplacesOne,
        Verbs = [.. Remediation.Verbs.Edit(Kinds.Node), .. Remediation.Verbs.On([Kinds.Pod], "list", "delete"), new ApiVerbs("", "pods/eviction", ["create"])],
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var refused = new PreparedStep { Key = key, Action = step.Action, Target = step.Target };
        var asked = step.Parameters.GetValueOrDefault(ActionParameters.DeadlineSeconds, "300");
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestSeconds)
        {
            return refused with { Refused = $"Parameter 'deadlineSeconds' must be a whole number of 1 to {LongestSeconds}; it is '{asked}'." };
        }

        if (step.Target.Kind != Kinds.Node.Kind)
        {
            return refused with { Refused = $"{step.Target} is no node." };
        }

        var cluster = clusters.Named(step.Target.Cluster);
        if (await cluster.FindAsync(step.Target, cancellationToken) is not { } node)
        {
            return refused with { Refused = Refusals.Missing(step.Target) };
        }

        var pods = await new NodeDrain(cluster, step.Target.Name).PodsAsync(cancellationToken);
        if (pods.Select(pod => PodRemoval.OfController(NodeDrain.RefOf(pod), pod)).FirstOrDefault(refusal => refusal is not null) is { } bare)
        {
            return refused with { Refused = bare };
        }

        var prepared = node.Flag("spec", "unschedulable") ? refused with { Write = WriteKind.Evict, Uid = node.Uid() } : await edit.PrepareAsync(step, key, Cordon, cancellationToken);
        return prepared.Refused is not null ? prepared : prepared with
        {
            Parameters = step.Parameters,
            Deadline = TimeSpan.FromSeconds(seconds),
            Diff = [.. prepared.Diff, $"{pods.Count} pods: (on {step.Target.Name}) -> (made anew elsewhere)"],
        };
    }

    public async Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken)
    {
        var receipt = step is { Write: WriteKind.Evict, Refused: null } ? ActionReceipt.Expected(step) with { IsExpected = false } : await edit.ApplyAsync(step, cancellationToken);
        if (receipt.Result == ReceiptResult.Refused)
        {
            return receipt;
        }

        var cluster = clusters.Named(step.Target.Cluster);
        var node = await cluster.FindAsync(step.Target, cancellationToken);
        if (node?.Uid() != step.Uid || !node.Flag("spec", "unschedulable"))
        {
            return receipt.Refuse($"{step.Target} {(node is null ? "is gone" : "was uncordoned by somebody")} since: its pods are left alone.");
        }

        try
        {
            var left = await new NodeDrain(cluster, step.Target.Name).RoundAsync(step.Parameters.GetValueOrDefault(ActionParameters.DeleteBroken) == "true", cancellationToken);
            return left is null
                ? receipt with { Result = ReceiptResult.Applied, Reason = $"{step.Target} is cordoned and empty." }
                : receipt with { Result = ReceiptResult.Underway, Reason = left, After = RoundTakes };
        }
        catch (ClusterException refused) when (Refusals.IsFinal(refused))
        {
            return receipt with { Result = ReceiptResult.Underway, Reason = Refusals.OfServer(refused), After = RoundTakes };
        }
    }

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => receipt.Write == WriteKind.Patch
        ? edit.RevertAsync(receipt with { Result = ReceiptResult.Applied }, cancellationToken)
        : Task.FromResult(receipt with { Result = ReceiptResult.Reverted, Reason = $"{receipt.Target} was cordoned by somebody else, and stays so." });

    private static string? Cordon(JsonObject node)
    {
        node["spec"]!["unschedulable"] = true;
        return null;
    }
}
