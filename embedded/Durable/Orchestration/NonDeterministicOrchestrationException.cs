namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>The code, run again, asked for something else than the history says it asked for the first time.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message)
{
    private const string Advice =
        "Either the code depends on something that changes between runs (the clock, chance, configuration, an unordered collection), or it was " +
        "changed while this instance was running: restore the old order of calls, or terminate and start again.";

    /// <summary>The code did not ask for what is recorded, or for something else.</summary>
    public static NonDeterministicOrchestrationException Between(string orchestrator, string instanceId, HistoryEvent recorded, OrchestrationAction? asked)
    {
        var difference = asked is null ? "nothing"
            : asked.Describe() == OrchestrationAction.Describe(recorded) ? "the same with another input"
            : asked.Describe();
        return new($"{Beginning(orchestrator, instanceId, recorded.TaskId)} its history says {recorded.Kind} ({OrchestrationAction.Describe(recorded)}), " +
            $"and the code asked for {difference}. {Advice}");
    }

    /// <summary>The code asked for something in a turn of which nothing of the kind is recorded.</summary>
    public static NonDeterministicOrchestrationException Unrecorded(string orchestrator, string instanceId, OrchestrationAction asked) =>
        new($"{Beginning(orchestrator, instanceId, asked.TaskId)} its history says nothing, and the code asked for {asked.Describe()}. {Advice}");

    private static string Beginning(string orchestrator, string instanceId, long taskId) =>
        $"Orchestrator '{orchestrator}' (instance '{instanceId}') is not deterministic: at call #{taskId}";
}
