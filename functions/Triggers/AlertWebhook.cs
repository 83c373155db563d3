using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Takes Alertmanager's webhook, as <see cref="AlertReception"/> promises.</summary>
public sealed class AlertWebhook(AlertReception reception)
{
    [Function(FunctionNames.AlertWebhook)]
    public Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/alerts")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => reception.TakeAsync(request, client, "alertmanager", AlertmanagerPayload.Parse, cancellationToken);
}
