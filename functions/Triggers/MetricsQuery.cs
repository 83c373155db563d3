using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// This system's own metrics, as Prometheus scrapes them: what this host has counted, and what is the same on all of them: incidents that are open, and what holds it back in each cluster.
/// </summary>
public sealed class MetricsQuery(OwnMetrics metrics, ControlBoard board, LiveSettings settings)
{
    [Function(FunctionNames.GetMetrics)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "metrics")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var open = OpenReadings.ReadAsync(client, cancellationToken);
        var holds = await settings.ReadAsync(cancellationToken);
        var control = await board.ReadAsync(holds.Options.Review.ToSettings(), cancellationToken);
        var families = metrics.Read([.. await open, .. ControlReadings.Of(control)]);
        return request.Headers.Accept.ToString().Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            ? new ContentResult { Content = ExpositionText.WriteOpenMetrics(families), ContentType = ExpositionText.OpenMetricsType }
            : new ContentResult { Content = ExpositionText.Write(families), ContentType = ExpositionText.ContentType };
    }
}
