using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>An instance as it stands in the store.</summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    /// <summary>Which run of the instance this is; a late result of an earlier run does not reach it.</summary>
    public required string ExecutionId { get; init; }

    public required string Name { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The first turn may not run before this.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>True until the present run has had its first turn.</summary>
    public bool IsNew { get; init; }

    /// <summary>Filled only where a query asked for it.</summary>
    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The W3C trace context that it was started in; null where nothing was traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>True when no turn will run again.</summary>
    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;

    /// <summary>What a client is shown.</summary>
    public OrchestrationMetadata ToMetadata(bool withPayloads) => new(Name, InstanceId)
    {
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = UpdatedAt,
        SerializedInput = withPayloads ? Input : null,
        SerializedOutput = withPayloads ? Output : null,
        SerializedCustomStatus = withPayloads ? CustomStatus : null,
        FailureDetails = Failure,
        HasInputsAndOutputs = withPayloads,
    };

    public static string NewExecutionId() => Guid.NewGuid().ToString("N");
}

/// <summary>The call in a parent's run that this instance answers.</summary>
internal sealed record ParentLink(string InstanceId, string ExecutionId, string Name, long TaskId);
