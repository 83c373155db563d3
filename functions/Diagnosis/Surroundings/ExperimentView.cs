using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>A chaos experiment that selects pods of the workload, or the nodes they run on.</summary>
public sealed record ExperimentView
{
    public required ObjectRef Ref { get; init; }

    /// <summary>"network delay", "pod failure".</summary>
    public string Action { get; init; } = "";

    /// <summary>Its selector in words.</summary>
    public string Selects { get; init; } = "";

    public bool IsRunning { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>The object that starts it again and again, if any.</summary>
    public ObjectRef? Schedule { get; init; }
}
