using System.Text;
using Autocura.Guardrails;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers.Access;

/// <summary>
/// Reads who decides what from requests that prove themselves, so that it can be recorded before it is done. The functions prove it again and refuse what is not proved: this only looks
/// ahead, and sees everything that they would carry out.
/// </summary>
internal sealed class OwnProofs(ApprovalOptions approval, NotificationOptions notifications, TimeProvider time)
{
    /// <summary>Null where nothing is proved, or nothing is asked for.</summary>
    public ProvedDecision? Read(FunctionContext context, RouteRule rule, HttpRequest request, byte[] body) => rule.Proof switch
    {
        ProofKind.Link => ByLink($"{context.BindingContext.BindingData.GetValueOrDefault("token")}"),
        ProofKind.Slack => BySlack(request, body),
        _ => null,
    };

    private ProvedDecision? ByLink(string token) =>
        approval.MakesLinks && ApprovalLink.Read(token, approval.LinkKey, time.GetUtcNow()).Link is { } link
            ? new ProvedDecision(new Caller(link.By, Roles.Approver, "link"), link.InstanceId, $"{(link.Approved ? "approve" : "reject")} {link.PlanId} ({link.PlanHash})")
            : null;

    private ProvedDecision? BySlack(HttpRequest request, byte[] body)
    {
        var secret = notifications.Slack.SigningSecret;
        if (!notifications.Slack.TakesClicks || SlackSignature.Problem(secret, $"{request.Headers["X-Slack-Request-Timestamp"]}", $"{request.Headers["X-Slack-Signature"]}", body, time.GetUtcNow()) is not null)
        {
            return null;
        }

        try
        {
            var click = SlackClick.Read(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))["payload"].ToString());
            return click is null ? null : new ProvedDecision(new Caller(click.ToApproval().By, Roles.Approver, "slack"), click.Decision.IncidentId, $"{(click.Approved ? "approve" : "reject")} {click.Decision.PlanId} ({click.Decision.PlanHash})");
        }
        catch (FormatException)
        {
            return null; // the function says what is wrong with it
        }
    }
}

/// <summary>Who decides, on which incident, and what.</summary>
internal sealed record ProvedDecision(Caller Caller, string Target, string Said);
