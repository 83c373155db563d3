using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Takes the webhook of Grafana's alerting, as <see cref="AlertReception"/> promises.</summary>
public sealed class GrafanaAlert(AlertReception reception)
{
    [Function(FunctionNames.GrafanaAlert)]
    public Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/alerts/grafana")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => reception.TakeAsync(request, client, "grafana", GrafanaPayload.Parse, cancellationToken);
}
