using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Telemetry;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>What is open, asked of Durable: incidents by severity, decisions that are waited for, and instances that nobody has begun with.</summary>
internal static class OpenReadings
{
    private const string Incidents = "autocura_incidents_open";
    private const string Approvals = "autocura_approvals_pending";
    private const string Queue = "autocura_queue_depth";

    // What has ended is most of what there is, and is not asked for.
    private static readonly OrchestrationQuery Open = new(Statuses: [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended]);

    public static async Task<IReadOnlyList<MetricFamily>> ReadAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Every severity has a sample, also one of nothing: an alert rule on what is missing is silent.
        var counts = Enum.GetValues<Severity>().ToDictionary(severity => severity, _ => 0);
        var (asked, queued) = (0, 0);
        await foreach (var instance in client.GetAllInstancesAsync(Open).WithCancellation(cancellationToken))
        {
            if (instance.RuntimeStatus == OrchestrationRuntimeStatus.Pending) queued++;
            if (instance.Name != FunctionNames.Incident || await client.GetInstanceAsync(instance.InstanceId, getInputsAndOutputs: true, cancellationToken) is not { } full || IncidentView.Summary(full) is not { } incident) continue;
            counts[incident.Severity]++;
            if (incident.Phase == IncidentPhase.AwaitingApproval) asked++;
        }

        return
        [
            new MetricFamily(Incidents, "Incidents that have not ended, by severity.", MetricKind.Gauge,
                [.. counts.Select(count => new MetricSample(Incidents, [new("severity", count.Key.ToString().ToLowerInvariant())], count.Value))]),
            One(Approvals, "Plans that wait for people to decide.", asked),
            One(Queue, "Durable instances that nobody has begun with.", queued),
        ];
    }

    private static MetricFamily One(string name, string help, double value) => new(name, help, MetricKind.Gauge, [new MetricSample(name, [], value)]);
}
