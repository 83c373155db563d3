using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>What to collect evidence for: the incident, and every signal it has received so far (those that opened it included).</summary>
public sealed record EvidenceRequest(Incident Incident, IReadOnlyList<AlertSignal> Signals)
{
    /// <summary>When the trouble began: the earliest start of an alert, but never after the incident was opened.</summary>
    public DateTimeOffset Onset() => Signals
        .Select(signal => signal.Alert.StartsAt)
        .Append(Incident.OpenedAt)
        .Min();
}
