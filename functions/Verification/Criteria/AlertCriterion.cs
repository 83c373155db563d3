namespace Autocura.Verification.Criteria;

/// <summary>
/// Every alert of the incident is clear: reported resolved, or asked of the monitoring system, which says so. One that only pends is not clear, and one that
/// nobody can be asked about stays unknown. One whose rule looks back past the remedy still sees the trouble: it can say nothing until that is out of its sight. What this system's own watching found is measured by the other criteria, on the same objects, and not asked twice.
/// </summary>
internal sealed class AlertCriterion : IRecoveryCriterion
{
    public string Name => "alerts";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        var asked = request.Unresolved.Count(alert => !alert.IsOwn);
        if (asked == 0)
        {
            return new Measurement(Name, MeasurementResult.Good, "every alert that can be asked about has been reported resolved", 0, 0);
        }

        var standing = seen.Alerts.Where(alert => alert.State is AlertState.Firing or AlertState.Pending).ToList();
        if (standing.Count > 0)
        {
            return Standing(standing, seen.At, request.ActedAt);
        }

        var unknown = seen.Alerts.FirstOrDefault(alert => alert.State is AlertState.Unmeasurable);
        return (unknown, seen.Alerts.Count < asked) switch
        {
            ({ }, _) => new Measurement(Name, MeasurementResult.Unmeasurable, $"{unknown.Alert}: {unknown.Detail}"),
            (_, true) => new Measurement(Name, MeasurementResult.Unmeasurable, $"only {seen.Alerts.Count} of {asked} alerts were asked about"),
            _ => new Measurement(Name, MeasurementResult.Good, $"{seen.Alerts.Count} alerts are clear", 0, 0),
        };
    }

    private Measurement Standing(List<AlertReading> standing, DateTimeOffset now, DateTimeOffset? acted)
    {
        var telling = standing.Where(alert => (acted + alert.Reach) is not { } until || until <= now).ToList();
        var names = string.Join(", ", (telling.Count > 0 ? telling : standing).Select(alert => $"{alert.Alert} {(alert.State is AlertState.Firing ? "fires" : "pends")}").Distinct());
        if (telling.Count > 0)
        {
            return new Measurement(Name, MeasurementResult.Bad, names, standing.Count, 0);
        }

        var until = standing.Max(alert => acted + alert.Reach);
        return new Measurement(Name, MeasurementResult.Inconclusive, $"{names}, but looks back to before the remedy until {until:HH:mm:ss} UTC", standing.Count, 0) { NotBefore = until };
    }
}
