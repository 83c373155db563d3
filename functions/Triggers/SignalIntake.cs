using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Takes CloudEvents 1.0 from any tool, structured, binary or in batches, as <see cref="AlertReception"/> promises. A sender that asks first whether it is
/// welcome (the web hook handshake, which Azure Event Grid insists on) is told so.
/// </summary>
public sealed class SignalIntake(AlertReception reception, TimeProvider time)
{
    private const string Asks = "WebHook-Request-Origin";

    [Function(FunctionNames.SignalIntake)]
    public async Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", "options", Route = "api/signals")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Welcome(request);
        }

        var payload = new CloudEventPayload(time.GetUtcNow());
        return await reception.TakeAsync(request, client, "cloudevents", body => payload.Parse(body, request.ContentType ?? "", CloudEventHeaders.Of(request)), cancellationToken);
    }

    private static OkResult Welcome(HttpRequest request)
    {
        var answer = request.HttpContext.Response.Headers;
        answer["WebHook-Allowed-Origin"] = request.Headers[Asks];
        answer["WebHook-Allowed-Rate"] = "*";
        answer.Allow = "POST, OPTIONS";
        return new OkResult();
    }
}
