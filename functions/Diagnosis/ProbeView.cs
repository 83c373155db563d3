namespace Autocura.Diagnosis;

/// <summary>A probe of a container.</summary>
public sealed record ProbeView
{
    /// <summary>readiness, liveness or startup.</summary>
    public required string Kind { get; init; }

    /// <summary>A number or a name; empty for one that runs a command.</summary>
    public string Port { get; init; } = "";

    public string Path { get; init; } = "";

    public int TimeoutSeconds { get; init; }

    public int PeriodSeconds { get; init; }

    public int FailureThreshold { get; init; }

    public int InitialDelaySeconds { get; init; }
}
