using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>How a run has ended.</summary>
internal abstract record OrchestrationOutcome
{
    /// <summary>The code returned.</summary>
    internal sealed record Completed(string? Output) : OrchestrationOutcome;

    /// <summary>The code threw; the task is the call whose failure it did not handle, if that is what it was.</summary>
    internal sealed record Failed(TaskFailureDetails Details, long TaskId) : OrchestrationOutcome;

    /// <summary>The code asked to start over.</summary>
    internal sealed record ContinuedAsNew(string? Input, IReadOnlyList<HistoryEvent> Unread) : OrchestrationOutcome;

    /// <summary>It was ended from outside.</summary>
    internal sealed record Terminated(string? Output, bool WithDescendants) : OrchestrationOutcome;

    public static Failed Because(Exception reason) =>
        new(TaskFailureDetails.FromException(reason), reason is TaskFailedException failed ? failed.TaskId : HistoryEvent.NoTask);
}
