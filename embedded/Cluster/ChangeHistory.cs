using System.Threading.Channels;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// The recent changes, kept so that a watch can start at a resourceVersion seen before, and the watches that follow on.
/// Used under the store's lock.
/// </summary>
internal sealed class ChangeHistory(long startsAfter, int capacity)
{
    private readonly Queue<ObjectChange> changes = new();
    private readonly List<Watch> watches = [];
    private long compacted = startsAfter;

    public void Append(ObjectChange change)
    {
        changes.Enqueue(change);
        while (changes.Count > capacity)
        {
            compacted = changes.Dequeue().ResourceVersion;
        }

        foreach (var watch in watches)
        {
            watch.Offer(change);
        }
    }

    /// <summary>A resource as it was at a version: the later changes undone, newest first. Null when they are no longer all known.</summary>
    public StoreState? Rewind(StoreState from, string group, string plural, long version)
    {
        if (version < compacted)
        {
            return null;
        }

        var undone = changes.Where(change => change.ResourceVersion > version && change.ResourceVersion <= from.ResourceVersion && change.Key.Plural == plural && change.Key.Group == group);
        var then = undone.Reverse().Aggregate(from, (state, change) => change.Before is { } before
            ? state.Put(before, version)
            : state.Remove(change.Key, version));
        return then with { ResourceVersion = version };
    }

    public ObjectWatch Start(string group, string plural, string? ns, long since)
    {
        if (since < compacted)
        {
            throw ApiStatusException.Expired($"too old resource version: {since} ({compacted})");
        }

        var watch = new Watch(group, plural, ns);
        foreach (var change in changes.Where(change => change.ResourceVersion > since))
        {
            watch.Offer(change);
        }

        watches.Add(watch);
        return watch;
    }

    public void Stop(ObjectWatch watch) => watches.Remove((Watch)watch);

    private sealed class Watch(string group, string plural, string? ns) : ObjectWatch
    {
        private readonly Channel<ObjectChange> channel = Channel.CreateUnbounded<ObjectChange>(new() { SingleReader = true });

        public override ChannelReader<ObjectChange> Changes => channel.Reader;

        public void Offer(ObjectChange change)
        {
            if (change.Key.Plural == plural && change.Key.Group == group && (ns is null || change.Key.Namespace == ns))
            {
                channel.Writer.TryWrite(change);
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
