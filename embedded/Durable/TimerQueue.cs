using Autocura.Embedded.Durable.Storage;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Fires durable timers when they are due, on one timer of the clock. It holds the next ones of the timers table, and reads on when those are
/// gone: a hundred thousand instances that wait for next week cost no memory.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    // A wait is measured in time that passes, and not by the clock, which may be set or, on a laptop that has slept, be far ahead: the queue looks again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<TimerEntry, DateTimeOffset> queue = new();
    private readonly HashSet<CallKey> pending = [];
    private readonly TimeProvider time;
    private readonly DurableStore store;
    private readonly WorkCounter work;
    private readonly int window;
    private readonly ITimer clock;

    // Timers due after this are in the table alone.
    private DateTimeOffset horizon = DateTimeOffset.MaxValue;
    private bool reading;
    private bool stopped;

    public TimerQueue(TimeProvider time, DurableStore store, WorkCounter work, int window)
    {
        this.time = time;
        this.store = store;
        this.work = work;
        this.window = window;
        clock = time.CreateTimer(_ => FireDue(byClock: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the next timer is due; null when there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate) return Head()?.DueAt;
        }
    }

    /// <summary>How many timers in memory have not fired.</summary>
    public int Pending
    {
        get
        {
            lock (gate) return pending.Count;
        }
    }

    /// <summary>How many timers are in memory.</summary>
    public int Held
    {
        get
        {
            lock (gate) return queue.Count;
        }
    }

    /// <summary>Reads the first timers of the table.</summary>
    public void Load() => Hold(store.Read(tables => tables.Timers.Next(window)));

    /// <summary>These are the next timers of the table: all others are due later. To be called in the order of commits, as are Add and Cancel.</summary>
    public void Hold(IReadOnlyList<TimerEntry> next)
    {
        lock (gate)
        {
            reading = false;
            queue.Clear();
            pending.Clear();
            foreach (var timer in next) Enqueue(timer);
            horizon = next.Count < window ? DateTimeOffset.MaxValue : next[^1].DueAt;
        }

        FireDue(byClock: false);
    }

    public void Add(TimerEntry timer)
    {
        lock (gate)
        {
            if (timer.DueAt > horizon) return;
            Enqueue(timer);
            if (queue.Count > 2 * window) ReadOn();
        }

        FireDue(byClock: false);
    }

    public void Cancel(CallKey timer)
    {
        lock (gate)
        {
            if (!pending.Remove(timer)) return;
            if (IsUsedUp) ReadOn();
            Arm(tooEarly: false);
        }
    }

    /// <summary>Fires no more; what is pending is in the database.</summary>
    public void Dispose()
    {
        lock (gate) stopped = true;
        clock.Dispose();
    }

    private bool IsUsedUp => pending.Count == 0 && horizon < DateTimeOffset.MaxValue;

    private void Enqueue(TimerEntry timer)
    {
        if (pending.Add(timer.Key)) queue.Enqueue(timer, timer.DueAt);
    }

    private void FireDue(bool byClock)
    {
        var due = new List<TimerEntry>();
        bool usedUp;
        lock (gate)
        {
            if (stopped) return;
            var now = time.GetUtcNow();
            while (Head() is { } head && head.DueAt <= now)
            {
                queue.Dequeue();
                pending.Remove(head.Key);
                due.Add(head);
            }

            usedUp = IsUsedUp;
            Arm(tooEarly: byClock && due.Count == 0);
        }

        if (due.Count == 0) return;
        work.Enter();
        _ = FireAsync(due, usedUp);
    }

    /// <summary>Reads on in the same commit, which no longer sees the timers that it fires.</summary>
    private async Task FireAsync(List<TimerEntry> due, bool usedUp)
    {
        await store.InsistAsync((tables, effects) =>
        {
            due.ForEach(timer => Fire(tables, effects, timer));
            if (usedUp) effects.NextTimers = tables.Timers.Next(window);
        });
        due.ForEach(timer => store.Metrics.TimerFired(store.Now - timer.DueAt));
        work.Exit();
    }

    private void ReadOn()
    {
        if (reading || stopped) return;
        reading = true;
        work.Enter();
        _ = ReadOnAsync();
    }

    private async Task ReadOnAsync()
    {
        await store.InsistAsync((tables, effects) => effects.NextTimers = tables.Timers.Next(window));
        work.Exit();
    }

    private static void Fire(StoreConnection store, CommitEffects effects, TimerEntry timer)
    {
        if (!store.Timers.Delete(timer.Key)) return;
        if (timer.Key.TaskId != HistoryEvent.NoTask)
        {
            Arrival.AddResult(store, effects, timer.Key, new HistoryEvent(HistoryEventKind.TimerFired, timer.DueAt) { TaskId = timer.Key.TaskId });
        }
        else if (store.Instances.ClearStart(timer.Key.InstanceId, timer.Key.ExecutionId))
        {
            effects.Wake.Add(timer.Key.InstanceId);
        }
    }

    /// <summary>The earliest timer that still matters.</summary>
    private TimerEntry? Head()
    {
        while (queue.TryPeek(out var head, out _))
        {
            if (pending.Contains(head.Key)) return head;
            queue.Dequeue();
        }

        return null;
    }

    private void Arm(bool tooEarly)
    {
        if (stopped) return;
        if (Head() is not { } head)
        {
            clock.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = head.DueAt - time.GetUtcNow();
        if (wait > LongestWait) wait = LongestWait;
        // The system's clock counts whole milliseconds and may wake us a fraction before the time: then not sooner than its next one.
        var least = tooEarly ? ClockStep : TimeSpan.Zero;
        clock.Change(wait < least ? least : wait, Timeout.InfiniteTimeSpan);
    }
}
