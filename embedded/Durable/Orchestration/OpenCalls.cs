using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>The calls that the code has made: which are not recorded yet, and which have no result yet.</summary>
internal sealed class OpenCalls(OrchestratorThread thread, int maxPayloadBytes)
{
    private readonly SortedDictionary<long, OrchestrationAction> unconfirmed = [];
    private readonly Dictionary<long, OpenTask> open = [];
    private readonly List<long> cancelledTimers = [];
    private long nextTask;

    public ExternalEvents Events { get; } = new();

    /// <summary>True while some activity, timer or sub-orchestration that the code asked for has not ended.</summary>
    public bool AnyCallOpen => open.Count > 0;

    /// <summary>True while the code can be woken by something that is to come.</summary>
    public bool AnyOpen => AnyCallOpen || Events.AnyWaiter;

    /// <summary>The first call that the code has made and the record does not have; null when it has all of them.</summary>
    public OrchestrationAction? FirstUnconfirmed => unconfirmed.Values.FirstOrDefault();

    /// <summary>Makes a call whose result the code will await.</summary>
    public Task<T> Ask<T>(Func<long, OrchestrationAction> action, string member)
    {
        thread.Demand(member);
        var asked = action(nextTask++);
        var task = new OpenTask<T> { Name = asked.Name ?? "timer", DueAt = asked.DueAt };
        unconfirmed.Add(asked.TaskId, asked);
        open.Add(asked.TaskId, task);
        return task.Task;
    }

    /// <summary>Makes a call that has no result.</summary>
    public void Tell(Func<long, OrchestrationAction> action, string member)
    {
        thread.Demand(member);
        var asked = action(nextTask++);
        unconfirmed.Add(asked.TaskId, asked);
    }

    public Task Timer(DateTimeOffset dueAt, CancellationToken token)
    {
        if (token.IsCancellationRequested) return Task.FromCanceled(token);
        long id = HistoryEvent.NoTask;
        var timer = Ask<object?>(task => new OrchestrationAction(HistoryEventKind.TimerCreated, id = task) { DueAt = dueAt }, nameof(TaskOrchestrationContext.CreateTimer));
        token.Register(() => CancelTimer(id, token));
        return timer;
    }

    public Task<T> WaitForEvent<T>(string name, CancellationToken token)
    {
        thread.Demand(nameof(TaskOrchestrationContext.WaitForExternalEvent));
        var waiter = new OpenTask<T> { Name = name };
        var withdraw = Events.Wait(name, waiter);
        token.Register(() =>
        {
            if (thread.IsHere() && withdraw()) waiter.Cancel(token);
        });
        return waiter.Task;
    }

    /// <summary>When the code wants that timer; null when it no longer waits for it.</summary>
    public DateTimeOffset? DueOf(long timer) => open.GetValueOrDefault(timer)?.DueAt;

    /// <summary>The call of that number, which from now on counts as recorded; null when the code has not made it.</summary>
    public OrchestrationAction? Confirm(long taskId) => unconfirmed.Remove(taskId, out var action) ? action : null;

    /// <summary>What the code has asked for and the record does not have, in order.</summary>
    public IReadOnlyList<OrchestrationAction> TakeNew()
    {
        OrchestrationAction[] taken = [.. unconfirmed.Values];
        unconfirmed.Clear();
        return taken;
    }

    /// <summary>Timers that the code has cancelled since the last time it was asked.</summary>
    public IReadOnlyList<long> TakeCancelledTimers()
    {
        long[] taken = [.. cancelledTimers];
        cancelledTimers.Clear();
        return taken;
    }

    /// <summary>Hands a result or an event to whoever awaits it. A result that nobody awaits any more is dropped.</summary>
    public void Deliver(HistoryEvent item)
    {
        if (item.Kind == HistoryEventKind.EventRaised)
        {
            Events.Raise(item);
            return;
        }

        if (!open.Remove(item.TaskId, out var task)) return;
        if (item.Kind is HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed)
            task.Fail(new TaskFailedException(task.Name, (int)item.TaskId, DurableJson.Deserialize<TaskFailureDetails>(item.Payload)!));
        else
            task.Complete(item.Payload);
    }

    /// <exception cref="ArgumentException">The JSON is larger than a payload may be.</exception>
    public string? Serialize(object? value, string what)
    {
        var json = DurableJson.Serialize(value);
        PayloadLimit.Demand(json, maxPayloadBytes, what);
        return json;
    }

    private void CancelTimer(long id, CancellationToken token)
    {
        if (!thread.IsHere() || !open.Remove(id, out var timer)) return;
        cancelledTimers.Add(id);
        timer.Cancel(token);
    }
}
