using Autocura.Incidents;

namespace Autocura.Alerts;

/// <summary>Which firings an ended incident has already dealt with.</summary>
public static class Episodes
{
    /// <summary>
    /// True when the incident had this alert and the firing began before it ended: what comes is a repetition, even when the start was
    /// moved a little, as a restarted Prometheus does. A firing that began later is new, however well known the alert is. One that is drawn from another
    /// workload's diagnosis is answered by whatever incident ended after that trouble began.
    /// </summary>
    public static bool Answered(this Outcome outcome, Alert alert) =>
        alert.StartsAt <= outcome.ClosedAt && (alert.IsDerived() || outcome.Fingerprints.Contains(alert.Fingerprint));
}
