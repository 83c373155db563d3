using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>How much the system may do by itself. Ordered: each mode may do all that the one before it may.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperatingMode>))]
public enum OperatingMode
{
    /// <summary>Diagnose and record; change nothing and propose nothing.</summary>
    [JsonStringEnumMemberName("observe")] Observe,

    /// <summary>Propose a plan; a person carries it out.</summary>
    [JsonStringEnumMemberName("suggest")] Suggest,

    /// <summary>Carry the plan out once a person approves it.</summary>
    [JsonStringEnumMemberName("approve")] Approve,

    /// <summary>Carry the plan out when every guardrail allows it.</summary>
    [JsonStringEnumMemberName("auto")] Auto,
}
