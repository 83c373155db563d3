using Autocura.Alerts;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>
/// Hands the alerts of one workload to its incident: raises them to the one that runs, or starts one for what is new. The instance id is the
/// workload's, so however many deliver at once, one incident is open.
/// </summary>
public static class DeliverAlert
{
    [Function(FunctionNames.DeliverAlert)]
    public static async Task<DeliveryReport> RunAsync([ActivityTrigger] AlertDelivery delivery, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var found = await client.GetInstanceAsync(delivery.Workload.InstanceId, getInputsAndOutputs: true, cancellationToken);
        if (IsOpen(found))
        {
            return await RaiseAsync(client, delivery, found!, cancellationToken);
        }

        var news = delivery.Signals.Where(signal => Settle(signal.Alert, found) is null).ToList();
        if (news.Count > 0 && !await TryStartAsync(client, delivery, news, cancellationToken))
        {
            var winner = await client.GetInstanceAsync(delivery.Workload.InstanceId, cancellationToken);
            return await RaiseAsync(client, delivery, winner!, cancellationToken);
        }

        return new DeliveryReport([.. delivery.Signals.Select(signal => Settle(signal.Alert, found) ?? Started(signal.Alert, delivery.Workload))], []);
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
            OrchestrationRuntimeStatus.Completed when ended.ReadOutputAs<Outcome>() is { } outcome && outcome.Answered(alert) =>
                AlertResult.Of(AlertResultKind.Duplicate, alert, $"Incident {outcome.RecordName} dealt with this firing: {outcome.Kind}."),
            OrchestrationRuntimeStatus.Terminated when alert.StartsAt <= ended.LastUpdatedAt =>
                AlertResult.Of(AlertResultKind.Duplicate, alert, $"A person terminated the incident at {ended.LastUpdatedAt:u}, after this firing began."),
            _ => null,
        };
    }

    /// <summary>False when another delivery has started it between our look and our start. Any other refusal is thrown.</summary>
    private static async Task<bool> TryStartAsync(DurableTaskClient client, AlertDelivery delivery, IReadOnlyList<AlertSignal> news, CancellationToken cancellationToken)
    {
        var incident = new Incident { Workload = delivery.Workload, OpenedAt = delivery.At, Signals = [.. news.Select(signal => signal with { Intake = null })] };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Incident, incident, new StartOrchestrationOptions(incident.InstanceId), cancellationToken);
            return true;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            if (IsOpen(await client.GetInstanceAsync(incident.InstanceId, cancellationToken)))
            {
                return false;
            }

            throw;
        }
    }

    private static async Task<DeliveryReport> RaiseAsync(DurableTaskClient client, AlertDelivery delivery, OrchestrationMetadata open, CancellationToken cancellationToken)
    {
        foreach (var signal in delivery.Signals)
        {
            await client.RaiseEventAsync(open.InstanceId, EventNames.Alert, signal, cancellationToken);
        }

        var suspended = open.RuntimeStatus == OrchestrationRuntimeStatus.Suspended;
        var reason = suspended ? "The incident is suspended; it takes the alert when it is resumed." : "The open incident has taken it.";
        return new DeliveryReport(
            [.. delivery.Signals.Select(signal => AlertResult.Of(AlertResultKind.Joined, signal.Alert, reason) with { Incident = open.InstanceId })],
            suspended ? [] : [.. delivery.Signals.Select(signal => signal.Alert.Fingerprint)]);
    }

    private static AlertResult Started(Alert alert, WorkloadRef workload) =>
        AlertResult.Of(AlertResultKind.Started, alert, $"An incident was opened for {workload}.") with { Incident = workload.InstanceId };

    private static bool IsOpen(OrchestrationMetadata? instance) => instance?.RuntimeStatus is OrchestrationRuntimeStatus.Pending
        or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended or OrchestrationRuntimeStatus.ContinuedAsNew;
}
