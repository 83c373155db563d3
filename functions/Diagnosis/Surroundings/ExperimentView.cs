using System.Text.Json.Serialization;
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

    /// <summary>What of the workload it disturbs.</summary>
    public ExperimentHit Hits { get; init; }

    /// <summary>The object that starts it again and again, if any.</summary>
    public ObjectRef? Schedule { get; init; }
}

/// <summary>What an experiment disturbs, the closest first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExperimentHit>))]
public enum ExperimentHit
{
    /// <summary>Pods of the workload.</summary>
    Pods,

    /// <summary>The way between its pods and those of another workload, which the experiment selects.</summary>
    OtherEnd,

    /// <summary>A node that runs its pods.</summary>
    Node,

    /// <summary>The control plane, and so everybody a little.</summary>
    ControlPlane,
}
