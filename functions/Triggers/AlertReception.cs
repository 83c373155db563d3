using System.Security.Cryptography;
using System.Text;
using Autocura.Alerts;
using Autocura.Telemetry;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Takes a message in, whoever sent it: what is common to all webhooks. A 2xx means that the message is stored durably, whatever is in it: what cannot be read is
/// set aside, for a refusal would bring it back for ever. Only a store that fails is answered 503, which is what makes the sender try again.
/// </summary>
public sealed class AlertReception(IncidentMetrics metrics, ILogger<AlertReception> logger)
{
    private const string RetryAfterSeconds = "5";
    private const int DigestDigits = 20;

    /// <param name="request">The message.</param>
    /// <param name="client">Where it is stored.</param>
    /// <param name="source">Who sends such messages, as the metrics name it.</param>
    /// <param name="parse">How it is read; it throws for nothing that comes from outside.</param>
    /// <param name="cancellationToken">The sender has gone.</param>
    internal async Task<IActionResult> TakeAsync(HttpRequest request, DurableTaskClient client, string source, Func<ReadOnlyMemory<byte>, AlertGroup> parse, CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        var group = body.IsWhole
            ? parse(body.Content)
            : MessageText.Reject($"The message is larger than {WebhookBody.Limit / 1024 / 1024} MB: send fewer alerts at a time (Alertmanager: max_alerts for this receiver).", body.Content);
        try
        {
            var batches = await client.StoreAsync(group, DigestOf(request, body), cancellationToken);
            var receipt = IntakeReceipt.Of(group, Caller.Of(request) is null ? batches : [.. batches.Select(batch => batch with { StatusQueryGetUri = null })]);
            metrics.Received(group, source);
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

    /// <summary>A message whose attributes are in its headers is another one when they are others.</summary>
    private static string DigestOf(HttpRequest request, WebhookBody body)
    {
        var attributes = CloudEventHeaders.Of(request).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}\n").ToList();
        return attributes.Count == 0 ? body.Digest : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(attributes) + body.Digest)))[..DigestDigits];
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
