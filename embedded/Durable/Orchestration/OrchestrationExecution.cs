using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>
/// One run of an orchestrator in memory. It is brought to any point by applying the recorded events in order; what the code asks for on
/// the way is checked against the record, and what the record does not have yet is new.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly InstanceRecord instance;
    private readonly IFunctionInvoker invoker;
    private readonly OrchestratorThread thread;
    private readonly EmbeddedOrchestrationContext context;
    private readonly Queue<HistoryEvent> heldBack = [];
    private bool started;
    private Task<object?>? code;

    public OrchestrationExecution(InstanceRecord instance, IFunctionInvoker invoker, ILoggerFactory loggers, int maxPayloadBytes)
    {
        this.instance = instance;
        this.invoker = invoker;
        thread = new OrchestratorThread(instance.Name);
        Calls = new OpenCalls(thread, maxPayloadBytes);
        context = new EmbeddedOrchestrationContext(instance, Calls, loggers);
    }

    public OpenCalls Calls { get; }

    /// <summary>Null while the run goes on.</summary>
    public OrchestrationOutcome? Outcome { get; private set; }

    /// <summary>What the code has set last in this run; null when it has not.</summary>
    public CustomStatus? CustomStatus => context.Status;

    public bool IsSuspended { get; private set; }

    /// <summary>
    /// Brings the run to where its history ends. What the code asks for in a turn must be recorded in that turn. Only a rewind strikes calls
    /// out, which the code then asks for in their old turn and which are recorded anew in the turn of the rewind.
    /// </summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code asked for something else than the history says.</exception>
    public void Replay(IReadOnlyList<HistoryEvent> past, bool rewinding)
    {
        var exactAfter = -1;
        for (var i = 0; i < past.Count; i++)
        {
            if (past[i].Kind == HistoryEventKind.ExecutionRewound) exactAfter = i;
        }

        for (var i = 0; i < past.Count; i++)
        {
            if (!rewinding && i > exactAfter && past[i].Kind == HistoryEventKind.TurnStarted) DemandRecorded();
            Apply(past[i], replaying: true);
        }

        if (!rewinding) DemandRecorded();
    }

    /// <summary>
    /// Applies one event. In replay the code is told that it replays, which silences its logs.
    /// </summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code did not ask for what this event records.</exception>
    public void Apply(HistoryEvent item, bool replaying)
    {
        context.Replaying = replaying;
        switch (item.Kind)
        {
            case HistoryEventKind.ExecutionStarted:
                context.Input = item.Payload;
                break;
            case HistoryEventKind.TurnStarted:
                context.Now = item.At.UtcDateTime;
                Start();
                break;
            case HistoryEventKind.TaskScheduled or HistoryEventKind.TimerCreated or HistoryEventKind.SubOrchestrationStarted or HistoryEventKind.EventSent:
                var asked = Calls.Confirm(item.TaskId);
                if (asked is null || !asked.Is(item)) throw NonDeterministicOrchestrationException.Between(instance.Name, instance.InstanceId, item, asked);
                break;
            case HistoryEventKind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case HistoryEventKind.ExecutionResumed:
                Resume();
                break;
            case HistoryEventKind.ExecutionTerminated:
                Outcome ??= new OrchestrationOutcome.Terminated(item.Payload, item.Target == HistoryEvent.Descendants);
                break;
            case HistoryEventKind.ExecutionRewound or HistoryEventKind.ExecutionCompleted or HistoryEventKind.ExecutionFailed:
                break;
            default:
                if (IsSuspended) heldBack.Enqueue(item);
                else Deliver(item);
                break;
        }
    }

    /// <summary>Ends a run that can no longer go on.</summary>
    public void Fail(Exception reason) => Outcome = OrchestrationOutcome.Because(reason);

    /// <summary>To be asked when no event is left: a run that awaits nothing of ours would never be woken again.</summary>
    public void FailIfStray()
    {
        if (Outcome is not null || !started || IsSuspended) return;
        if (thread.WasLeft) Fail(new InvalidOperationException(thread.LeftMessage("the code left its thread")));
        else if (!Calls.AnyOpen) Fail(new InvalidOperationException(thread.LeftMessage("the code awaits something that is not durable")));
    }

    /// <summary>A terminated run is excepted: what it asked for last was never carried out.</summary>
    private void DemandRecorded()
    {
        if (Outcome is not OrchestrationOutcome.Terminated && Calls.FirstUnconfirmed is { } asked)
            throw NonDeterministicOrchestrationException.Unrecorded(instance.Name, instance.InstanceId, asked);
    }

    private void Start()
    {
        if (started) return;
        started = true;
        if (!invoker.HasOrchestrator(instance.Name))
        {
            Outcome = new OrchestrationOutcome.Failed(MissingFunction.OfOrchestrator(instance.Name), HistoryEvent.NoTask);
            return;
        }

        thread.Run(() => code = InvokeAsync());
        Settle();
    }

    /// <summary>Asynchronous, so that code which throws before its first await fails like any other.</summary>
    private async Task<object?> InvokeAsync() => await invoker.InvokeOrchestratorAsync(instance.Name, context);

    private void Resume()
    {
        IsSuspended = false;
        while (heldBack.TryDequeue(out var held)) Deliver(held);
    }

    /// <summary>A wait that the code left behind when it returned takes no event from the next run.</summary>
    private void Deliver(HistoryEvent item)
    {
        if (item.Kind == HistoryEventKind.EventRaised && code is { IsCompleted: true }) Calls.Events.Keep(item);
        else thread.Run(() => Calls.Deliver(item));
        Settle();
    }

    /// <summary>
    /// A run ends when its code has returned or thrown and all its calls have ended, as the real engine has it: code that leaves a timer or
    /// an activity behind keeps the instance running until that ends.
    /// </summary>
    private void Settle()
    {
        if (Outcome is not null || code is not { IsCompleted: true } || Calls.AnyCallOpen) return;
        Outcome = code.IsCompletedSuccessfully ? Returned(code.Result)
            : code.IsCanceled ? OrchestrationOutcome.Because(new TaskCanceledException(code))
            : OrchestrationOutcome.Because(code.Exception!.InnerException!);
    }

    private OrchestrationOutcome Returned(object? output)
    {
        if (context.NextRun is { } next)
            return new OrchestrationOutcome.ContinuedAsNew(next.Input, next.KeepEvents ? Calls.Events.Unread : []);
        try
        {
            return new OrchestrationOutcome.Completed(Calls.Serialize(output, "output"));
        }
        catch (Exception problem) when (problem is NotSupportedException or ArgumentException or System.Text.Json.JsonException)
        {
            return OrchestrationOutcome.Because(problem);
        }
    }
}
