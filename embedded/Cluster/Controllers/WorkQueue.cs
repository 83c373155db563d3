namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>One thing to do: this controller looks at this object.</summary>
internal readonly record struct WorkItem(IController Controller, ObjectKey Key);

/// <summary>
/// What controllers have to look at, now and later. An item is queued once however often it is asked for, and has at most one time to be looked at again.
/// Safe to use from any thread.
/// </summary>
internal sealed class WorkQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<WorkItem> _ready = new();
    private readonly HashSet<WorkItem> _queued = [];
    private readonly Dictionary<WorkItem, DateTimeOffset> _due = [];
    private readonly PriorityQueue<WorkItem, DateTimeOffset> _later = new();

    /// <summary>The next instant at which something is due; null when nothing waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _later.TryPeek(out _, out var due) ? due : null;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count == 0;
            }
        }
    }

    public void Add(WorkItem item)
    {
        lock (_gate)
        {
            AddNow(item);
        }
    }

    /// <summary>Sets, moves or (with null) drops the time at which the item is looked at again.</summary>
    public void Schedule(WorkItem item, DateTimeOffset? due)
    {
        lock (_gate)
        {
            _due.Remove(item);
            if (due is { } instant)
            {
                _due[item] = instant;
                _later.Enqueue(item, instant);
            }
        }
    }

    /// <summary>Takes up to so many items, those that have become due included.</summary>
    public IReadOnlyList<WorkItem> Take(DateTimeOffset now, int most)
    {
        lock (_gate)
        {
            while (_later.TryPeek(out var item, out var due) && due <= now)
            {
                _later.Dequeue();
                if (_due.TryGetValue(item, out var latest) && latest == due)
                {
                    _due.Remove(item);
                    AddNow(item);
                }
            }

            var taken = new List<WorkItem>(Math.Min(most, _ready.Count));
            while (taken.Count < most && _ready.TryDequeue(out var item))
            {
                _queued.Remove(item);
                taken.Add(item);
            }

            return taken;
        }
    }

    private void AddNow(WorkItem item)
    {
        if (_queued.Add(item))
        {
            _ready.Enqueue(item);
        }
    }

    private void DropStale()
    {
        while (_later.TryPeek(out var item, out var due) && !(_due.TryGetValue(item, out var latest) && latest == due))
        {
            _later.Dequeue();
        }
    }
}
