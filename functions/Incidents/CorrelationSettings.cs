namespace Autocura.Incidents;

/// <summary>How incidents are brought together, as the administrator sets it under <c>Autocura:Correlation</c>.</summary>
public sealed record CorrelationSettings
{
    /// <summary>How near in time two troubles must begin to be one, where only a shared object speaks for it; and how soon after its end an incident is opened again.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an incident that is not certain of its own cause waits for related ones to appear before it acts.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest an incident waits for its root.</summary>
    public TimeSpan WaitForRoot { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>Incidents of one cluster that collect evidence at a time.</summary>
    public int AtATime { get; init; } = 8;

    /// <summary>Open incidents in one namespace from which on they are taken for one storm.</summary>
    public int StormSize { get; init; } = 10;

    /// <summary>How often trouble must come back within <see cref="FlapWindow"/> to be called flapping.</summary>
    public int FlapTimes { get; init; } = 4;

    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a flapping workload is left alone after it was last acted on; doubled with every further time.</summary>
    public TimeSpan HoldDown { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan LongestHoldDown { get; init; } = TimeSpan.FromHours(1);
}
