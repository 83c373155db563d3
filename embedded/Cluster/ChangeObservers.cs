namespace Autocura.Embedded.Cluster;

/// <summary>
/// Those who are told of each committed change before the write returns. Used under the store's lock. What an observer writes is
/// announced after the change at hand, so that everybody sees changes in one order.
/// </summary>
internal sealed class ChangeObservers
{
    private readonly List<Action<ObjectChange>> observers = [];
    private readonly Queue<ObjectChange> outbox = new();
    private bool delivering;

    /// <summary>Adds an observer until what is returned is disposed.</summary>
    public IDisposable Add(Action<ObjectChange> observer, Lock gate)
    {
        lock (gate)
        {
            observers.Add(observer);
        }

        return new Subscription(() =>
        {
            lock (gate)
            {
                observers.Remove(observer);
            }
        });
    }

    public void Announce(ObjectChange change) => outbox.Enqueue(change);

    public void Deliver()
    {
        if (delivering)
        {
            return;
        }

        delivering = true;
        try
        {
            while (outbox.TryDequeue(out var change))
            {
                foreach (var observer in observers.ToArray())
                {
                    observer(change);
                }

                change.Retire();
            }
        }
        finally
        {
            delivering = false;
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
