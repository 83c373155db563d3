namespace Microsoft.DurableTask.Client;

/// <summary>The state of one instance at the moment it was read.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    /// <summary>The durable name of the orchestrator.</summary>
    public string Name { get; } = name;

    /// <summary>The instance id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as JSON, if it was asked for and there was one.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON, if it was asked for and there is one.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON, if it was asked for and there is one.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why the instance failed; null unless it did.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True only for Running: a pending or suspended instance does not run.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>True when the instance has ended, well or not.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>False when inputs, outputs and custom status were not read, so that their absence says nothing.</summary>
    internal bool HasInputsAndOutputs { get; init; }

    /// <summary>The input; the default of <typeparamref name="T"/> when there was none.</summary>
    /// <exception cref="InvalidOperationException">The instance was read without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output; the default of <typeparamref name="T"/> when there is none.</summary>
    /// <exception cref="InvalidOperationException">The instance was read without inputs and outputs.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status; the default of <typeparamref name="T"/> when there is none.</summary>
    /// <exception cref="InvalidOperationException">The instance was read without inputs and outputs.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <inheritdoc/>
    public override string ToString() => $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}]";

    private T? Read<T>(string? json) => HasInputsAndOutputs
        ? DurableJson.Deserialize<T>(json)
        : throw new InvalidOperationException($"Inputs and outputs of instance '{InstanceId}' were not fetched: ask for it with getInputsAndOutputs: true.");
}
