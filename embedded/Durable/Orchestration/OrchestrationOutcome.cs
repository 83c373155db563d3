using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>How a run has ended.</summary>
internal abstract record OrchestrationOutcome
{
    /// <summary>The code returned.</summary>
    internal sealed record Completed(string? Output) : OrchestrationOutcome;

    /// <summary>The code threw; the task is the call whose failure it did not handle, if that is what it was.</summary>
    internal sealed record Failed(TaskFailureDetails Details, long TaskId) : OrchestrationOutcome
    {
        /// <summary>Its code and its history differ.</summary>
        public bool IsNonDeterministic => Details.ErrorType == typeof(NonDeterministicOrchestrationException).FullName;
    }

    /// <summary>The code asked to start over.</summary>
    internal sealed record ContinuedAsNew(string? Input, IReadOnlyList<HistoryEvent> Unread) : OrchestrationOutcome;

    /// <summary>It was ended from outside.</summary>
    internal sealed record Terminated(string? Output, bool WithDescendants) : OrchestrationOutcome;

    public static Failed Because(Exception reason) =>
        new(TaskFailureDetails.FromException(reason), reason is TaskFailedException failed ? failed.TaskId : HistoryEvent.NoTask);
}

/// <summary>Outcomes by name.</summary>
internal static class OutcomeNames
{
    /// <summary>The name under which turns and ended instances are counted.</summary>
    public static string StatusName(this OrchestrationOutcome? outcome) => outcome switch
    {
        null => "Running",
        OrchestrationOutcome.ContinuedAsNew => "ContinuedAsNew",
        OrchestrationOutcome.Completed => "Completed",
        OrchestrationOutcome.Terminated => "Terminated",
        _ => "Failed",
    };
}
