using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>Where an incident stands. The last three are final.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentPhase>))]
public enum IncidentPhase
{
    Detected,
    Analyzing,
    Planning,
    AwaitingApproval,
    Remediating,
    Verifying,
    Resolved,
    Escalated,
    Failed,
}
