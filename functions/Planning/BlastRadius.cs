using System.Text.Json.Serialization;

namespace Autocura.Planning;

/// <summary>How far an action reaches. Ordered from small to large.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlastRadius>))]
public enum BlastRadius
{
    Pod,
    Workload,
    Namespace,
    Node,
    Cluster,
}
