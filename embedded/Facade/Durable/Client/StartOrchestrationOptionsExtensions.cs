namespace Microsoft.DurableTask.Client;

/// <summary>Typed access to the statuses that refuse a second start.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options, refusing a start while an instance of that id is in one of these statuses.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses) =>
        options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
}
