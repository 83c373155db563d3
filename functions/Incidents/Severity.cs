using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>How bad it is, from the risk score: critical from 80, high from 60, medium from 40, low below.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    [JsonStringEnumMemberName("low")] Low,
    [JsonStringEnumMemberName("medium")] Medium,
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("critical")] Critical,
}
