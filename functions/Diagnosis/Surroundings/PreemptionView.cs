namespace Autocura.Diagnosis.Surroundings;

/// <summary>A pod of the workload that had to go for another, in the scheduler's words.</summary>
public sealed record PreemptionView(string Pod, string Message, DateTimeOffset At)
{
    /// <summary>The workload whose pods took the room, and its priority class; empty when they cannot be told.</summary>
    public string By { get; init; } = "";

    public string PriorityClass { get; init; } = "";

    public int Priority { get; init; }

    public DateTimeOffset? PriorityClassCreatedAt { get; init; }
}
