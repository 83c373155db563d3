namespace Autocura.Incidents;

/// <summary>One line of an incident's story. <paramref name="Number"/> grows by one and never repeats.</summary>
public sealed record TimelineEntry(int Number, DateTimeOffset At, IncidentPhase Phase, string Message);
