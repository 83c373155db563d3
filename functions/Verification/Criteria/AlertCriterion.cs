namespace Autocura.Verification.Criteria;

/// <summary>
/// Every alert of the incident is clear: reported resolved, or asked of the monitoring system, which says so. One that only pends is not clear, and one that
/// nobody can be asked about stays unknown. What this system's own watching found is measured by the other criteria, on the same objects, and not asked twice.
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
            var names = string.Join(", ", standing.Select(alert => $"{alert.Alert} {(alert.State is AlertState.Firing ? "fires" : "pends")}").Distinct());
            return new Measurement(Name, MeasurementResult.Bad, names, standing.Count, 0);
        }

        var unknown = seen.Alerts.FirstOrDefault(alert => alert.State is AlertState.Unmeasurable);
        return (unknown, seen.Alerts.Count < asked) switch
        {
            ({ }, _) => new Measurement(Name, MeasurementResult.Unmeasurable, $"{unknown.Alert}: {unknown.Detail}"),
            (_, true) => new Measurement(Name, MeasurementResult.Unmeasurable, $"only {seen.Alerts.Count} of {asked} alerts were asked about"),
            _ => new Measurement(Name, MeasurementResult.Good, $"{seen.Alerts.Count} alerts are clear", 0, 0),
        };
    }
}
