namespace Autocura.Verification.Criteria;

/// <summary>
/// Every alert of the incident is clear: reported resolved, or asked of the monitoring system, which says so. One that only pends is not clear, and one that
/// nobody can be asked about stays unknown.
/// </summary>
internal sealed class AlertCriterion : IRecoveryCriterion
{
    public string Name => "alerts";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        if (request.Unresolved.Count == 0)
        {
            return new Measurement(Name, MeasurementResult.Good, "every alert has been reported resolved", 0, 0);
        }

        var standing = seen.Alerts.Where(alert => alert.State is AlertState.Firing or AlertState.Pending).ToList();
        if (standing.Count > 0)
        {
            var names = string.Join(", ", standing.Select(alert => $"{alert.Alert} {(alert.State is AlertState.Firing ? "fires" : "pends")}").Distinct());
            return new Measurement(Name, MeasurementResult.Bad, names, standing.Count, 0);
        }

        var unknown = seen.Alerts.FirstOrDefault(alert => alert.State is AlertState.Unmeasurable);
        return (unknown, seen.Alerts.Count < request.Unresolved.Count) switch
        {
            ({ }, _) => new Measurement(Name, MeasurementResult.Unmeasurable, $"{unknown.Alert}: {unknown.Detail}"),
            (_, true) => new Measurement(Name, MeasurementResult.Unmeasurable, $"only {seen.Alerts.Count} of {request.Unresolved.Count} alerts were asked about"),
            _ => new Measurement(Name, MeasurementResult.Good, $"{seen.Alerts.Count} alerts are clear", 0, 0),
        };
    }
}
