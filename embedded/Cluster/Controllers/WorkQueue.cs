namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>One thing to do: this controller looks at this object.</summary>
internal readonly record struct WorkItem(IController Controller, ObjectKey Key);

/// <summary>
/// What controllers have to look at, now and later. An item is queued once however often it is asked for, and has at most one time to be looked at again.
/// Safe to use from any thread.
/// </summary>
internal sealed class WorkQueue
{
    private readonly Lock gate = new();
    private readonly Queue<WorkItem> ready = new();
    private readonly HashSet<WorkItem> queued = [];
    private readonly Dictionary<WorkItem, DateTimeOffset> due = [];
    private readonly PriorityQueue<WorkItem, DateTimeOffset> later = new();

    /// <summary>The next instant at which something is due; null when nothing waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                DropStale();
                return later.TryPeek(out _, out var due) ? due : null;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return ready.Count == 0;
            }
        }
    }

    public void Add(WorkItem item)
    {
        lock (gate)
        {
            AddNow(item);
        }
    }

    /// <summary>Sets, moves or (with null) drops the time at which the item is looked at again.</summary>
    public void Schedule(WorkItem item, DateTimeOffset? due)
    {
        lock (gate)
        {
            this.due.Remove(item);
            if (due is { } instant)
            {
                this.due[item] = instant;
                later.Enqueue(item, instant);
            }
        }
    }

    /// <summary>Takes up to so many items, those that have become due included.</summary>
    public IReadOnlyList<WorkItem> Take(DateTimeOffset now, int most)
    {
        lock (gate)
        {
            while (later.TryPeek(out var item, out var due) && due <= now)
            {
                later.Dequeue();
                if (this.due.TryGetValue(item, out var latest) && latest == due)
                {
                    this.due.Remove(item);
                    AddNow(item);
                }
            }

            var taken = new List<WorkItem>(Math.Min(most, ready.Count));
            while (taken.Count < most && ready.TryDequeue(out var item))
            {
                queued.Remove(item);
                taken.Add(item);
            }

            return taken;
        }
    }

    private void AddNow(WorkItem item)
    {
        if (queued.Add(item))
        {
            ready.Enqueue(item);
        }
    }

    private void DropStale()
    {
        while (later.TryPeek(out var item, out var due) && !(this.due.TryGetValue(item, out var latest) && latest == due))
        {
            later.Dequeue();
        }
    }
}
