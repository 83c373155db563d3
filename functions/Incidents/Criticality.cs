using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>How much depends on a workload: <c>autocura.io/criticality</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Criticality>))]
public enum Criticality
{
    [JsonStringEnumMemberName("low")] Low,
    [JsonStringEnumMemberName("medium")] Medium,
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("critical")] Critical,
}
