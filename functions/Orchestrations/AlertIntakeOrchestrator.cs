using Autocura.Alerts;
using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// Brings every alert of a batch to its incident, each on its own: one that cannot be read or routed is set aside, one that cannot be
/// delivered makes the intake fail at the end, loudly, so that the next delivery of the same message starts it again.
/// </summary>
public static class AlertIntakeOrchestrator
{
    /// <summary>Alerts that are looked up at a time: a storm must not flood the API server that is in trouble already.</summary>
    private const int AtATime = 10;

    [Function(FunctionNames.AlertIntake)]
    public static async Task<IntakeReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AlertBatch batch)
    {
        var settled = new List<AlertResult>();
        var routed = new List<RoutedAlert>();
        foreach (var few in batch.Rejected.Chunk(AtATime))
        {
            settled.AddRange(await Task.WhenAll(few.Select(rejected => QuarantineAsync(context, batch, rejected))));
        }

        foreach (var few in batch.Alerts.Distinct(SameNews.Comparer).Chunk(AtATime))
        {
            routed.AddRange(await Task.WhenAll(few.Select(alert => RouteAsync(context, batch, alert))));
        }

        settled.AddRange(routed.Select(alert => alert.Settled).OfType<AlertResult>());
        settled.AddRange(await context.DeliverAllAsync(Deliveries(context, routed)));
        return Close(context, IntakeReport.Of(settled));
    }

    private static async Task<AlertResult> QuarantineAsync(TaskOrchestrationContext context, AlertBatch batch, RejectedAlert rejected)
    {
        var place = rejected.Index is { } index ? $"Alert {index} of the message" : "The whole message";
        var reason = $"{place}: {rejected.Reason}";
        var kept = await KeepAsync(context, new QuarantinedAlert { Receiver = batch.Receiver, Reason = reason, At = context.Now(), Raw = rejected.Raw });
        return new AlertResult(AlertResultKind.Quarantined, "", "", reason + kept);
    }

    private static async Task<RoutedAlert> RouteAsync(TaskOrchestrationContext context, AlertBatch batch, Alert alert)
    {
        try
        {
            var route = await context.ResolveAlertAsync(alert with { Annotations = new Dictionary<string, string>() });
            if (route.Workload is not null)
            {
                return new RoutedAlert(alert, route.Workload, null);
            }

            if (alert.Status == AlertStatus.Resolved)
            {
                return RoutedAlert.To(AlertResultKind.Ignored, alert, $"It is resolved, and no incident is known: {route.Reason}");
            }

            var kept = await KeepAsync(context, new QuarantinedAlert { Receiver = batch.Receiver, Reason = route.Reason, At = context.Now(), Alert = alert });
            return RoutedAlert.To(AlertResultKind.Unrouted, alert, route.Reason + kept);
        }
        catch (TaskFailedException failed)
        {
            return RoutedAlert.To(AlertResultKind.Failed, alert, $"Its workload could not be looked up: {failed.FailureDetails.ErrorMessage}");
        }
    }

    /// <summary>What to add to the reason when the record in the cluster could not be written: the intake's own output keeps it then.</summary>
    private static async Task<string> KeepAsync(TaskOrchestrationContext context, QuarantinedAlert alert)
    {
        try
        {
            var result = await context.QuarantineAlertAsync(alert);
            return result.Written ? "" : $" (no Anomaly was written: {result.Reason})";
        }
        catch (TaskFailedException failed)
        {
            return $" (no Anomaly could be written: {failed.FailureDetails.ErrorMessage})";
        }
    }

    /// <summary>One delivery per workload, so that a batch of alerts about one workload starts one incident with all of them.</summary>
    private static List<AlertDelivery> Deliveries(TaskOrchestrationContext context, IEnumerable<RoutedAlert> routed) =>
    [
        .. from alert in routed
           where alert.Workload is not null
           group new AlertSignal(alert.Alert, SignalTypes.Of(alert.Alert), context.InstanceId) by alert.Workload into signals
           select new AlertDelivery(signals.Key, [.. signals], context.Now()),
    ];

    private static IntakeReport Close(TaskOrchestrationContext context, IntakeReport report)
    {
        context.SetCustomStatus(report.Counts);
        return report.Counts.Failed == 0
            ? report
            : throw new InvalidOperationException(
                $"{report.Counts.Failed} of {report.Counts.Alerts} alerts could not be delivered; the next delivery of the message tries again. {string.Join(" ", report.Counts.Notes)}");
    }
}

/// <summary>An alert with the workload it is about, or with what became of it when there is none.</summary>
internal sealed record RoutedAlert(Alert Alert, WorkloadRef? Workload, AlertResult? Settled)
{
    public static RoutedAlert To(AlertResultKind kind, Alert alert, string reason) => new(alert, null, AlertResult.Of(kind, alert, reason));
}
