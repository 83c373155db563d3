namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>The code, run again, asked for something else than the history says it asked for the first time.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message)
{
    public static NonDeterministicOrchestrationException Between(string orchestrator, string instanceId, HistoryEvent recorded, OrchestrationAction? asked)
    {
        var difference = asked is null ? "nothing"
            : asked.Describe() == OrchestrationAction.Describe(recorded) ? "the same with another input"
            : asked.Describe();
        return new($"Orchestrator '{orchestrator}' (instance '{instanceId}') is not deterministic: at call #{recorded.TaskId} its history says {recorded.Kind} " +
            $"({OrchestrationAction.Describe(recorded)}), and the code asked for {difference}. Either the code depends on something that changes between runs (the clock, " +
            "chance, configuration, an unordered collection), or it was changed while this instance was running: restore the old order of calls, or terminate and start again.");
    }
}
