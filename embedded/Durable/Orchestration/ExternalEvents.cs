namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>
/// Events from outside, by name without regard to case: each goes to the waiter that came last, so that code which waits anew in a loop need
/// not withdraw its old waits; or it is kept in order until a waiter comes.
/// </summary>
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
        if (waiters.TryGetValue(raised.Name!, out var list) && list.Last is { } latest)
        {
            list.RemoveLast();
            latest.Value.Complete(raised.Payload);
        }
        else
        {
            Keep(raised);
        }
    }

    /// <summary>Keeps an event, whoever waits for it.</summary>
    public void Keep(HistoryEvent raised) => unread.Add(raised);

    /// <summary>Hands over the oldest kept event of that name, or queues the waiter. The answer takes the waiter out again, and is false when it has been served.</summary>
    /// <exception cref="ArgumentException">Somebody waits for the same event as another type.</exception>
    public Func<bool> Wait(string name, OpenTask waiter)
    {
        if (!waiters.TryGetValue(name, out var list)) waiters[name] = list = [];
        if (list.Last?.Value.ResultType is { } other && other != waiter.ResultType)
            throw new ArgumentException($"Event '{name}' is awaited as {other} already and cannot be awaited as {waiter.ResultType} too: use one type for all waits of a name.", nameof(waiter));

        var kept = unread.FindIndex(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        if (kept >= 0)
        {
            var raised = unread[kept];
            unread.RemoveAt(kept);
            waiter.Complete(raised.Payload);
            return () => false;
        }

        var node = list.AddLast(waiter);
        return () =>
        {
            if (node.List is null) return false;
            list.Remove(node);
            return true;
        };
    }
}
