namespace Microsoft.DurableTask;

/// <summary>What an orchestrator catches when an activity or sub-orchestration it awaits has failed for good.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure whose details were read from the history.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The durable name of what failed.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call within its orchestration, counted from zero.</summary>
    public int TaskId { get; }

    /// <summary>Type, message and stack of what the task threw.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
