using System.Text.Json.Serialization;

namespace Autocura.Planning;

/// <summary>What an action does to the pods that serve: what its simulation is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PodEffect>))]
public enum PodEffect
{
    /// <summary>They stay as they are.</summary>
    None,

    /// <summary>More of them are started beside those that are there.</summary>
    Adds,

    /// <summary>One goes, and its controller starts another.</summary>
    ReplacesOne,

    /// <summary>All are replaced, by the workload's own strategy.</summary>
    ReplacesAll,

    /// <summary>All are replaced when the target is a workload; else they stay as they are.</summary>
    ReplacesAllOfWorkload,
}
