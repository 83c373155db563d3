using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable;

/// <summary>Ends instances from outside.</summary>
internal static class Termination
{
    /// <summary>Asks the children that have not ended to end too, and they their own.</summary>
    public static void OfChildren(StoreConnection store, CommitEffects effects, string instanceId, string? output, DateTimeOffset now)
    {
        foreach (var child in store.Instances.ChildrenOf(instanceId).Where(child => !child.HasEnded))
            Arrival.Add(store, effects, child, Ordered(output, withDescendants: true, now));
    }

    /// <summary>The message that ends an instance.</summary>
    public static HistoryEvent Ordered(string? output, bool withDescendants, DateTimeOffset now) => new(HistoryEventKind.ExecutionTerminated, now)
    {
        Payload = output,
        Target = withDescendants ? HistoryEvent.Descendants : null,
    };

    /// <summary>What a parent is told of a child that was terminated.</summary>
    public static TaskFailureDetails AsFailure(InstanceRecord terminated) =>
        new(typeof(OperationCanceledException).FullName!, $"Sub-orchestration '{terminated.Name}' ('{terminated.InstanceId}') was terminated.", null, null, null);
}
