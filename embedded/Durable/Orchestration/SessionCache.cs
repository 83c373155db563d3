namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>A run that is kept in memory between turns, with the length of the history it has come to.</summary>
internal sealed record Session(InstanceRecord Instance, OrchestrationExecution Execution, int HistoryLength);

/// <summary>Keeps the most recently used runs, so that they need not be replayed at each turn. Losing one costs time and nothing else.</summary>
internal sealed class SessionCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Session>> byInstance = [];
    private readonly LinkedList<Session> recent = [];

    /// <summary>Takes a run out, if it is there. Whoever takes it puts it back only as it is recorded.</summary>
    public Session? Take(string instanceId)
    {
        lock (gate)
        {
            if (!byInstance.Remove(instanceId, out var node)) return null;
            recent.Remove(node);
            return node.Value;
        }
    }

    public void Put(Session session)
    {
        if (capacity == 0) return;
        lock (gate)
        {
            if (byInstance.Remove(session.Instance.InstanceId, out var older)) recent.Remove(older);
            byInstance.Add(session.Instance.InstanceId, recent.AddLast(session));
            if (recent.Count <= capacity) return;
            byInstance.Remove(recent.First!.Value.Instance.InstanceId);
            recent.RemoveFirst();
        }
    }
}
