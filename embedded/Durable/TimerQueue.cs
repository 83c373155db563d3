using Autocura.Embedded.Durable.Storage;

namespace Autocura.Embedded.Durable;

/// <summary>Fires durable timers when they are due, on one timer of the clock. It mirrors the timers table.</summary>
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
    private readonly ITimer clock;
    private bool stopped;

    public TimerQueue(TimeProvider time, DurableStore store, WorkCounter work)
    {
        this.time = time;
        this.store = store;
        this.work = work;
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

    public void Add(TimerEntry timer)
    {
        lock (gate)
        {
            pending.Add(timer.Key);
            queue.Enqueue(timer, timer.DueAt);
        }

        FireDue(byClock: false);
    }

    public void Cancel(CallKey timer)
    {
        lock (gate)
        {
            if (pending.Remove(timer)) Arm(tooEarly: false);
        }
    }

    /// <summary>Fires no more; what is pending is in the database.</summary>
    public void Dispose()
    {
        lock (gate) stopped = true;
        clock.Dispose();
    }

    private void FireDue(bool byClock)
    {
        var due = new List<TimerEntry>();
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

            Arm(tooEarly: byClock && due.Count == 0);
        }

        if (due.Count == 0) return;
        work.Enter();
        _ = FireAsync(due);
    }

    private async Task FireAsync(List<TimerEntry> due)
    {
        await store.InsistAsync((tables, effects) => due.ForEach(timer => Fire(tables, effects, timer)));
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
