namespace Autocura.Embedded.Cluster;

/// <summary>
/// Those who are told of each committed change before the write returns. Used under the store's lock. What an observer writes is
/// announced after the change at hand, so that everybody sees changes in one order.
/// </summary>
internal sealed class ChangeObservers
{
    private readonly List<Action<ObjectChange>> _observers = [];
    private readonly Queue<ObjectChange> _outbox = new();
    private bool _delivering;

    /// <summary>Adds an observer until what is returned is disposed.</summary>
    public IDisposable Add(Action<ObjectChange> observer, Lock gate)
    {
        lock (gate)
        {
            _observers.Add(observer);
        }

        return new Subscription(() =>
        {
            lock (gate)
            {
                _observers.Remove(observer);
            }
        });
    }

    public void Announce(ObjectChange change) => _outbox.Enqueue(change);

    public void Deliver()
    {
        if (_delivering)
        {
            return;
        }

        _delivering = true;
        try
        {
            while (_outbox.TryDequeue(out var change))
            {
                foreach (var observer in _observers.ToArray())
                {
                    observer(change);
                }
            }
        }
        finally
        {
            _delivering = false;
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
