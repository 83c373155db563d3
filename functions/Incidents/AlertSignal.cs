using Autocura.Alerts;

namespace Autocura.Incidents;

/// <summary>
/// An alert on its way to its incident. <paramref name="Intake"/> is the instance that delivers it and waits for the
/// acknowledgement, so that an alert which races with the incident's end is not lost; null when it came with the start.
/// </summary>
public sealed record AlertSignal(Alert Alert, SignalType Type, string? Intake = null);
