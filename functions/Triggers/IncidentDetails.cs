using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>One incident in full: where it stands, how it ended, and, where callers have no roles, the addresses at which its instance is managed.</summary>
internal sealed record IncidentDetails(IncidentSummary Summary, IncidentStatus Status, Outcome? Outcome, string? Failure, HttpManagementPayload? Links);
