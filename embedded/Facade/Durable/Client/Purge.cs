namespace Microsoft.DurableTask.Client;

/// <summary>Whether the children of a purged instance go with it.</summary>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which finished instances to purge, by creation time and status.</summary>
public record PurgeInstancesFilter(DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

/// <summary>What a purge did.</summary>
public class PurgeResult(int count)
{
    /// <summary>How many instances are gone.</summary>
    public int PurgedInstanceCount { get; } = count;
}
