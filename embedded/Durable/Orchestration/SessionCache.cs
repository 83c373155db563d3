namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>A run that is kept in memory between turns, with the length of the history it has come to.</summary>
internal sealed record Session(InstanceRecord Instance, OrchestrationExecution Execution, int HistoryLength)
{
    // What a run takes beside its history: its code's state, its waits.
    private const int OwnEvents = 10;

    /// <summary>How much it takes in the cache, in events.</summary>
    public int Weight => HistoryLength + OwnEvents;
}

/// <summary>
/// Keeps the most recently used runs, so that they need not be replayed at each turn. Losing one costs time and nothing else. The last one
/// used stays however long it is: a run that is too long to be kept would be replayed at every turn.
/// </summary>
internal sealed class SessionCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Session>> byInstance = [];
    private readonly LinkedList<Session> recent = [];
    private long weight;

    /// <summary>Takes a run out, if it is there. Whoever takes it puts it back only as it is recorded.</summary>
    public Session? Take(string instanceId)
    {
        lock (gate) return byInstance.TryGetValue(instanceId, out var node) ? Remove(node) : null;
    }

    public void Put(Session session)
    {
        if (capacity == 0) return;
        lock (gate)
        {
            if (byInstance.TryGetValue(session.Instance.InstanceId, out var older)) Remove(older);
            byInstance.Add(session.Instance.InstanceId, recent.AddLast(session));
            weight += session.Weight;
            while (weight > capacity && recent.Count > 1) Remove(recent.First!);
        }
    }

    private Session Remove(LinkedListNode<Session> node)
    {
        recent.Remove(node);
        byInstance.Remove(node.Value.Instance.InstanceId);
        weight -= node.Value.Weight;
        return node.Value;
    }
}
