using Autocura.Alerts;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>
/// Hands the alerts of one workload to its incident: raises them to the one that is open, or opens one for what is new. The instance id is
/// the workload's, so however many deliver at once, one incident is open.
/// </summary>
public sealed class DeliverAlert(IncidentMetrics metrics)
{
    [Function(FunctionNames.DeliverAlert)]
    public async Task<DeliveryReport> RunAsync([ActivityTrigger] AlertDelivery delivery, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        IncidentTrail.Mark(delivery.Workload.InstanceId);
        var report = await DeliverAsync(delivery, client, cancellationToken);
        metrics.Delivered(report.Results);
        return report;
    }

    private static async Task<DeliveryReport> DeliverAsync(AlertDelivery delivery, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var found = await client.GetInstanceAsync(delivery.Workload.InstanceId, getInputsAndOutputs: true, cancellationToken);
        if (found.IsOpen())
        {
            return await client.RaiseAsync(delivery, found!, cancellationToken);
        }

        var news = delivery.Signals.Where(signal => Settle(signal.Alert, found) is null).ToList();
        if (news.Count > 0 && !await client.TryOpenAsync(delivery, news, found, cancellationToken))
        {
            var winner = await client.GetInstanceAsync(delivery.Workload.InstanceId, cancellationToken);
            return await client.RaiseAsync(delivery, winner!, cancellationToken);
        }

        return new DeliveryReport([.. delivery.Signals.Select(signal => Settle(signal.Alert, found) ?? AlertResult.Started(signal.Alert, delivery.Workload))], []);
    }

    /// <summary>What becomes of an alert when no incident is open; null when it needs a new one.</summary>
    private static AlertResult? Settle(Alert alert, OrchestrationMetadata? ended)
    {
        if (alert.Status == AlertStatus.Resolved)
        {
            return AlertResult.Of(AlertResultKind.Ignored, alert, "It is resolved, and no incident is open.");
        }

        return ended?.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed when IncidentInstance.OutcomeOf(ended) is { } outcome && outcome.Answered(alert) =>
                AlertResult.Of(AlertResultKind.Duplicate, alert, $"Incident {outcome.RecordName} dealt with this firing: {outcome.Kind}."),
            OrchestrationRuntimeStatus.Terminated when alert.StartsAt <= ended.LastUpdatedAt =>
                AlertResult.Of(AlertResultKind.Duplicate, alert, $"A person terminated the incident at {ended.LastUpdatedAt:u}, after this firing began."),
            _ => null,
        };
    }
}
