using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>This system's own metrics, as Prometheus scrapes them: what this host has counted, and how many incidents are open on all of them.</summary>
public sealed class MetricsQuery(OwnMetrics metrics)
{
    private const string OpenIncidents = "autocura_incidents_open";

    // What has ended is most of what there is, and is not asked for.
    private static readonly OrchestrationQuery Open = new(Statuses: [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended]);

    [Function(FunctionNames.GetMetrics)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "metrics")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var families = metrics.Read([await OpenAsync(client, cancellationToken)]);
        return request.Headers.Accept.ToString().Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            ? new ContentResult { Content = ExpositionText.WriteOpenMetrics(families), ContentType = ExpositionText.OpenMetricsType }
            : new ContentResult { Content = ExpositionText.Write(families), ContentType = ExpositionText.ContentType };
    }

    /// <summary>Every severity has a sample, also one of nothing: an alert rule on what is missing is silent.</summary>
    private static async Task<MetricFamily> OpenAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = Enum.GetValues<Severity>().ToDictionary(severity => severity, _ => 0);
        await foreach (var instance in client.GetAllInstancesAsync(Open).WithCancellation(cancellationToken))
        {
            if (instance.Name == FunctionNames.Incident
                && await client.GetInstanceAsync(instance.InstanceId, getInputsAndOutputs: true, cancellationToken) is { } full && IncidentView.Summary(full) is { } incident)
            {
                counts[incident.Severity]++;
            }
        }

        return new MetricFamily(OpenIncidents, "Incidents that have not ended, by severity.", MetricKind.Gauge,
            [.. counts.Select(count => new MetricSample(OpenIncidents, [new("severity", count.Key.ToString().ToLowerInvariant())], count.Value))]);
    }
}
