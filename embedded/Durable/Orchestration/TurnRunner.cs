using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Runs the next turn of an instance: reads what has arrived, lets the code act on it, and commits what came of it.</summary>
internal sealed class TurnRunner(
    DurableEngineOptions options, DurableStore store, IFunctionInvoker invoker, ILoggerFactory loggers)
{
    private const int LargestTurn = 1000;

    private readonly SessionCache sessions = new(options.Paranoid ? 0 : options.SessionCacheSize);
    private readonly int messagesATurn = options.Paranoid ? 1 : LargestTurn;

    /// <summary>True when the instance has more to do.</summary>
    public async Task<bool> RunAsync(string instanceId)
    {
        var (instance, messages) = store.Read(tables => (tables.Instances.Get(instanceId), tables.Inbox.Read(instanceId, messagesATurn)));
        if (instance is null or { HasEnded: true })
        {
            if (messages.Count > 0) await DiscardAsync(instanceId);
            return false;
        }

        if (instance.StartAt is not null)
        {
            // It waits for its time: it can be ended meanwhile, all else waits with it.
            messages = messages.FindAll(message => message.Event.Kind == HistoryEventKind.ExecutionTerminated);
            if (messages.Count == 0) return false;
        }
        else if (messages.Count == 0 && instance.Status != OrchestrationRuntimeStatus.Pending && !IsNewRun(instance))
        {
            return false;
        }

        return await RunAsync(instance, messages) || messages.Count == messagesATurn;
    }

    private async Task<bool> RunAsync(InstanceRecord instance, List<InboxMessage> messages)
    {
        var now = store.Now;
        var session = sessions.Take(instance.InstanceId, instance.ExecutionId);
        var past = session is null ? store.Read(tables => tables.History.Read(instance.InstanceId)) : [];
        var execution = session?.Execution ?? new OrchestrationExecution(instance, invoker, loggers, options.MaxPayloadBytes);
        var turn = new Turn(execution, now, options.Paranoid).Run(instance, past, messages);

        var length = session?.HistoryLength ?? past.Count;
        var commit = new TurnCommit(instance, execution, turn, length, now);
        if (!await store.CommitAsync(commit.Write)) return true;
        if (turn.Outcome is null) sessions.Put(new Session(instance.InstanceId, instance.ExecutionId, execution, length + turn.Events.Count));
        return false;
    }

    /// <summary>A run that has only its first event has not had its first turn.</summary>
    private bool IsNewRun(InstanceRecord instance) => store.Read(tables => tables.History.Count(instance.InstanceId)) == 1;

    private Task<bool> DiscardAsync(string instanceId) => store.CommitAsync((tables, _) =>
    {
        if (tables.Instances.Get(instanceId) is null or { HasEnded: true }) tables.Inbox.DeleteAll(instanceId);
        return true;
    });
}
