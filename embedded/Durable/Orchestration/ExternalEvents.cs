namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Events from outside, by name without regard to case: each goes to the longest waiting waiter, or is kept in order until one comes.</summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, LinkedList<OpenTask>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent> unread = [];

    /// <summary>Events that nobody has received, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Unread => unread;

    /// <summary>True while the code waits for some event.</summary>
    public bool AnyWaiter => waiters.Values.Any(list => list.Count > 0);

    public void Raise(HistoryEvent raised)
    {
        if (waiters.TryGetValue(raised.Name!, out var list) && list.First is { } first)
        {
            list.RemoveFirst();
            first.Value.Complete(raised.Payload);
        }
        else
        {
            unread.Add(raised);
        }
    }

    /// <summary>Hands over the oldest kept event of that name, or queues the waiter. The answer takes the waiter out again, and is false when it has been served.</summary>
    public Func<bool> Wait(string name, OpenTask waiter)
    {
        var kept = unread.FindIndex(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        if (kept >= 0)
        {
            var raised = unread[kept];
            unread.RemoveAt(kept);
            waiter.Complete(raised.Payload);
            return () => false;
        }

        if (!waiters.TryGetValue(name, out var list)) waiters[name] = list = [];
        var node = list.AddLast(waiter);
        return () =>
        {
            if (node.List is null) return false;
            list.Remove(node);
            return true;
        };
    }
}
