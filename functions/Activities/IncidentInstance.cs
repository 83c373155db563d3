using System.Diagnostics;
using Autocura.Alerts;
using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>What a delivery does with the durable instance of a workload's incident.</summary>
internal static class IncidentInstance
{
    public static bool IsOpen(this OrchestrationMetadata? instance) => instance?.RuntimeStatus is OrchestrationRuntimeStatus.Pending
        or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended or OrchestrationRuntimeStatus.ContinuedAsNew;

    /// <summary>The incident as it shows itself; before it has said a word, as it was started. Null when the instance is none.</summary>
    public static Standing? ToStanding(this OrchestrationMetadata instance)
    {
        var standing = instance.ReadCustomStatusAs<IncidentStatus>() is { } status ? Standing.Of(status)
            : instance.ReadInputAs<Incident>() is { } incident ? Standing.Of(incident)
            : null;
        return standing is null ? null : standing with { IsSuspended = instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended };
    }

    /// <summary>False when another delivery has opened it between our look and our start. Any other refusal is thrown.</summary>
    public static async Task<bool> TryOpenAsync(this DurableTaskClient client, AlertDelivery delivery, IReadOnlyList<AlertSignal> news, OrchestrationMetadata? ended, CancellationToken cancellationToken)
    {
        var incident = new Incident
        {
            Workload = delivery.Workload,
            OpenedAt = delivery.At,
            Signals = [.. news.Select(signal => signal with { Intake = null })],
            Past = ended?.ReadInputAs<Incident>() is { } before ? EpisodeMemory.After(before, OutcomeOf(ended), ended.LastUpdatedAt) : [],
            TraceParent = Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span ? span.Id : null,
        };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Incident, incident, new StartOrchestrationOptions(incident.InstanceId), cancellationToken);
            return true;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            if ((await client.GetInstanceAsync(incident.InstanceId, cancellationToken)).IsOpen())
            {
                return false;
            }

            throw;
        }
    }

    public static Outcome? OutcomeOf(OrchestrationMetadata ended) =>
        ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? ended.ReadOutputAs<Outcome>() : null;

    /// <summary>Raises every alert. One that is suspended keeps what it is sent and answers when it is resumed, so nobody waits for that.</summary>
    public static async Task<DeliveryReport> RaiseAsync(this DurableTaskClient client, AlertDelivery delivery, OrchestrationMetadata open, CancellationToken cancellationToken)
    {
        Link(open);
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

    /// <summary>An alert that joins has come in a trace of its own: the delivery points to that of the incident.</summary>
    private static void Link(OrchestrationMetadata open)
    {
        if (Activity.Current is { Recorded: true } span && open.SerializedInput is not null && ActivityContext.TryParse(open.ReadInputAs<Incident>()?.TraceParent, null, isRemote: true, out var incident))
        {
            span.AddLink(new ActivityLink(incident));
        }
    }
}
