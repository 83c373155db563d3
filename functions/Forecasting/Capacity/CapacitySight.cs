namespace Autocura.Forecasting.Capacity;

/// <summary>What is known of a workload's load at one moment.</summary>
public sealed record CapacitySight
{
    /// <summary>How many replicas are asked for now.</summary>
    public required int Replicas { get; init; }

    /// <summary>The newest load; null when it is missing or stale.</summary>
    public double? Load { get; init; }

    /// <summary>Why there is no load; empty when there is.</summary>
    public string Gap { get; init; } = "";

    /// <summary>The highest load until more replicas could be there, from the last hours in short steps, at the terms' probability.</summary>
    public LoadForecast? Near { get; init; }

    /// <summary>The load of the next hours, from the last days; it holds what it says will be needed again.</summary>
    public LoadForecast? Far { get; init; }
}
