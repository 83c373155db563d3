using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Takes Azure Monitor's alerts from an action group's webhook, in the common alert schema, as <see cref="AlertReception"/> promises.</summary>
public sealed class AzureAlert(AlertReception reception, AzureAlertPayload payload)
{
    [Function(FunctionNames.AzureAlert)]
    public Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/alerts/azure")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => reception.TakeAsync(request, client, "azure", payload.Parse, cancellationToken);
}
