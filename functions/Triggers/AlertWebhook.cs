using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Takes Alertmanager's webhook. A 2xx means that the message is stored durably, whatever is in it: what cannot be read is set aside, for
/// a refusal would bring it back for ever. Only a store that fails is answered 503, which is what makes the sender try again.
/// </summary>
public sealed class AlertWebhook(ILogger<AlertWebhook> logger)
{
    private const string RetryAfterSeconds = "5";

    [Function(FunctionNames.AlertWebhook)]
    public async Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/alerts")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        var group = body.IsWhole
            ? AlertmanagerPayload.Parse(body.Content)
            : AlertmanagerPayload.Reject($"The message is larger than {WebhookBody.Limit / 1024 / 1024} MB: set max_alerts for this receiver.", body.Content);
        try
        {
            var receipt = IntakeReceipt.Of(group, await client.StoreAsync(group, body.Digest, cancellationToken));
            Note(group, receipt);
            return new AcceptedResult(receipt.StatusQueryGetUri, receipt);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failed, "A message with {Alerts} alerts from receiver {Receiver} was refused with 503: it could not be stored", group.Alerts.Count, group.Receiver);
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return ProblemAnswer.Unavailable($"The alerts could not be stored durably, so none of them was accepted. Send the same message again in {RetryAfterSeconds} seconds.");
        }
    }

    private void Note(AlertGroup group, IntakeReceipt receipt)
    {
        logger.LogInformation(
            "Intake {Intake}: {Alerts} alerts from receiver {Receiver}, {Rejected} entries rejected, {Truncated} left out by the sender",
            receipt.Id, group.Alerts.Count, group.Receiver, group.Rejected.Count, group.TruncatedAlerts);
        foreach (var rejected in group.Rejected.Take(3))
        {
            logger.LogWarning("Intake {Intake}: entry {Index} was rejected: {Reason}", receipt.Id, rejected.Index, rejected.Reason);
        }
    }
}
