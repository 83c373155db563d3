using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>Deletes one pod, which its controller makes anew. Disruption budgets are not asked: it is for pods that serve nobody. No parameters.</summary>
public sealed class DeletePod(PodRemoval removal) : IRemediationAction
{
    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.DeletePod,
        Summary = "Delete one pod, which its controller makes anew",
        Suits = [Cause.NodeNotReady, Cause.NodePressure, Cause.ConnectionPoolExhausted, Cause.MemoryLeak, Cause.StrictMutualTls, Cause.MeshExcluded],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Pod,
        Pods = PodEffect.ReplacesOne,
        Verbs = [.. Remediation.Verbs.On([Kinds.Pod], "get", "delete")],
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) => removal.PrepareAsync(step, key, isEviction: false, cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => removal.ApplyAsync(step, isEviction: false, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => PodRemoval.RevertAsync(receipt);
}
