namespace Microsoft.DurableTask;

/// <summary>How one call of an activity or sub-orchestration is made: at present, how it is retried.</summary>
public record TaskOptions
{
    /// <summary>Options with these retries, or none.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>A copy.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
    }

    /// <summary>What happens after a failed attempt; null means the first failure is final.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Retries by a declared policy; the waits between attempts are durable timers.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Retries as long as the handler, which is orchestrator code, says so.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Retries as long as the handler, which is orchestrator code, says so.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with a chosen instance id.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>How a sub-orchestration is called: retries and, if it matters to the caller, its instance id.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with these retries and this id; a null id lets the engine derive one.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null) : base(retry) => InstanceId = instanceId;

    /// <summary>Extends plain options with an id.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null) : base(options) =>
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>A copy.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options) : base(options) => InstanceId = options.InstanceId;

    /// <summary>The child's instance id; null lets the engine derive one that stays the same in every replay.</summary>
    public string? InstanceId { get; init; }
}
