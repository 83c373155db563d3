using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>The context that orchestrator code sees: it turns what the code asks for into calls that can be recorded.</summary>
internal sealed class EmbeddedOrchestrationContext(InstanceRecord instance, OpenCalls calls, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private int guids;

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } = instance.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replaying;

    /// <summary>The time of the present turn.</summary>
    public DateTime Now { get; set; }

    /// <summary>True while recorded events are applied.</summary>
    public bool Replaying { get; set; }

    /// <summary>The input of this run as JSON.</summary>
    public string? Input { get; set; }

    /// <summary>What the code has set last; null when it has not.</summary>
    public CustomStatus? Status { get; private set; }

    /// <summary>Set when the code has asked to start over.</summary>
    public (string? Input, bool KeepEvents)? NextRun { get; private set; }

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>() where T : default => DurableJson.Deserialize<T>(Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null) throw new ArgumentException("Options were given as the input: name the argument (options: ...).", nameof(input));
        var json = calls.Serialize(input, $"input of activity '{name}'");
        return WithRetries(options, attempt => calls.Ask<TResult>(
            id => new OrchestrationAction(HistoryEventKind.TaskScheduled, id) { Name = name, Input = json, Attempt = attempt }, nameof(CallActivityAsync)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var json = calls.Serialize(input, $"input of sub-orchestration '{orchestratorName}'");
        var chosen = (options as SubOrchestrationOptions)?.InstanceId;
        if (chosen is not null) InstanceIds.Demand(chosen);
        // One id for all attempts: each takes the place of the one that failed.
        var child = chosen ?? NewGuid().ToString("N");
        return WithRetries(options, _ => calls.Ask<TResult>(
            id => new OrchestrationAction(HistoryEventKind.SubOrchestrationStarted, id) { Name = orchestratorName, Input = json, Target = child },
            nameof(CallSubOrchestratorAsync)));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (fireAt.Kind == DateTimeKind.Local) throw new ArgumentException("Timers are due at UTC times: derive them from CurrentUtcDateTime.", nameof(fireAt));
        return calls.Timer(new DateTimeOffset(DateTime.SpecifyKind(fireAt, DateTimeKind.Utc)), cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return calls.WaitForEvent<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var json = calls.Serialize(payload, $"payload of event '{eventName}'");
        calls.Tell(id => new OrchestrationAction(HistoryEventKind.EventSent, id) { Name = eventName, Input = json, Target = instanceId }, nameof(SendEvent));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        var json = DurableJson.Serialize(customStatus);
        PayloadLimit.DemandCustomStatus(json);
        Status = new CustomStatus(json);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        NextRun = (calls.Serialize(newInput, "input of the next run"), preserveUnprocessedEvents);

    public override Guid NewGuid()
    {
        // The run's own id is recorded, so the n-th id of a run is the same in every replay and differs between runs.
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{instance.InstanceId}|{instance.ExecutionId}|{guids++}"));
        seed[6] = (byte)((seed[6] & 0x0F) | 0x80);
        seed[8] = (byte)((seed[8] & 0x3F) | 0x80);
        return new Guid(seed.AsSpan(0, 16), bigEndian: true);
    }

    private Task<TResult> WithRetries<TResult>(TaskOptions? options, Func<int, Task<TResult>> call) => options?.Retry switch
    {
        { Policy: { } policy } => RetryLoop.ByPolicy(this, policy, call),
        { Handler: { } handler } => RetryLoop.ByHandler(this, handler, call),
        _ => call(1),
    };
}

/// <summary>A custom status as JSON; code that clears it has still set it.</summary>
internal sealed record CustomStatus(string? Json);
