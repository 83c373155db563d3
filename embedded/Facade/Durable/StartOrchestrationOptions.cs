namespace Microsoft.DurableTask;

/// <summary>How a new instance starts: its id, when, and which existing instances of that id it must not replace.</summary>
public record StartOrchestrationOptions
{
    /// <summary>A null id lets the engine choose one; a null time means at once.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The instance id; null lets the engine choose one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the first turn may run; until then the instance is Pending.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Statuses of an existing instance that refuse the new one. Without it, one that has not finished refuses.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
