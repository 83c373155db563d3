using System.Threading.Channels;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// The recent changes, kept so that a watch can start at a resourceVersion seen before, and the watches that follow on.
/// Used under the store's lock.
/// </summary>
internal sealed class ChangeHistory(long startsAfter, int capacity)
{
    private readonly Queue<ObjectChange> _changes = new();
    private readonly List<Watch> _watches = [];
    private long _compacted = startsAfter;

    public void Append(ObjectChange change)
    {
        _changes.Enqueue(change);
        while (_changes.Count > capacity)
        {
            _compacted = _changes.Dequeue().ResourceVersion;
        }

        foreach (var watch in _watches)
        {
            watch.Offer(change);
        }
    }

    public ObjectWatch Start(string group, string plural, string? ns, long since)
    {
        if (since < _compacted)
        {
            throw ApiStatusException.Expired($"too old resource version: {since} ({_compacted})");
        }

        var watch = new Watch(group, plural, ns);
        foreach (var change in _changes.Where(change => change.ResourceVersion > since))
        {
            watch.Offer(change);
        }

        _watches.Add(watch);
        return watch;
    }

    public void Stop(ObjectWatch watch) => _watches.Remove((Watch)watch);

    private sealed class Watch(string group, string plural, string? ns) : ObjectWatch
    {
        private readonly Channel<ObjectChange> _channel = Channel.CreateUnbounded<ObjectChange>(new() { SingleReader = true });

        public override ChannelReader<ObjectChange> Changes => _channel.Reader;

        public void Offer(ObjectChange change)
        {
            if (change.Key.Plural == plural && change.Key.Group == group && (ns is null || change.Key.Namespace == ns))
            {
                _channel.Writer.TryWrite(change);
            }
        }
    }
}

/// <summary>A running watch on one resource: every change since its start, in order. Stop it with <see cref="ObjectStore.StopWatch"/>.</summary>
public abstract class ObjectWatch
{
    /// <summary>The changes not yet read.</summary>
    public abstract ChannelReader<ObjectChange> Changes { get; }
}
