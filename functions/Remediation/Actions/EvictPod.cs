using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>Evicts one pod, which its controller makes anew, as soon as the disruption budgets that protect it allow. No parameters.</summary>
public sealed class EvictPod(PodRemoval removal) : IRemediationAction
{
    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.EvictPod,
        Summary = "Evict one pod, as its disruption budgets allow",
        Suits = [Cause.NodeNotReady, Cause.NodePressure, Cause.NoisyNeighbour, Cause.MemoryLeak],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Pod,
        Pods = PodEffect.ReplacesOne,
        Verbs = [.. Remediation.Verbs.On([Kinds.Pod], "get"), new ApiVerbs("", "pods/eviction", ["create"])],
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) => removal.PrepareAsync(step, key, isEviction: true, cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => removal.ApplyAsync(step, isEviction: true, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => PodRemoval.RevertAsync(receipt);
}
