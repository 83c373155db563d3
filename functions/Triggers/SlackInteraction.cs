using System.Text;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Takes a press of a button in Slack, which proves itself by Slack's signature, and hands the decision to the incident. Without the app's signing secret, or when the request cannot be proved, nothing
/// is taken.
/// </summary>
public sealed class SlackInteraction(NotificationOptions options, TimeProvider time)
{
    [Function(FunctionNames.SlackInteraction)]
    public async Task<IActionResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/slack/interactions")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        if (Doubt(request, body) is { } doubt)
        {
            return ProblemAnswer.Unauthorized(doubt);
        }

        try
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Content.Span));
            return SlackClick.Read(form["payload"].ToString()) is not { } click ? new OkResult() : await DecideAsync(client, click, cancellationToken);
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private async Task<IActionResult> DecideAsync(DurableTaskClient client, SlackClick click, CancellationToken cancellationToken)
    {
        var allowed = options.Slack.Approvers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return allowed.Length > 0 && !allowed.Contains(click.UserId, StringComparer.Ordinal)
            ? ProblemAnswer.Forbidden($"User {click.UserId} is none of those who may decide (Autocura:Notifications:Slack:Approvers).")
            : await ApprovalDelivery.DeliverAsync(client, click.Decision.IncidentId, click.ToApproval(), cancellationToken) ?? (IActionResult)new OkResult();
    }

    private string? Doubt(HttpRequest request, WebhookBody body) => !options.Slack.TakesClicks ? "Buttons in Slack are not set up here: set Autocura:Notifications:Slack:SigningSecret."
        : !body.IsWhole ? "The request is too large."
        : SlackSignature.Problem(options.Slack.SigningSecret, $"{request.Headers["X-Slack-Request-Timestamp"]}", $"{request.Headers["X-Slack-Signature"]}", body.Content.Span, time.GetUtcNow());
}
