using System.Net;
using Autocura.Guardrails;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Takes a decision by its signed link, which is all the proof it needs. Looking at a link decides nothing, since mail scanners and chat tools look at every link;
/// sending its form does. A link that was used before, or whose plan is gone, is refused.
/// </summary>
public sealed class ApprovalByLink(ApprovalOptions options, TimeProvider time)
{
    // The page has a form, and nothing else.
    private const string ContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    [Function(FunctionNames.ApprovalPage)]
    public IActionResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/approvals/{token}")] HttpRequest request, string token)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        return Read(token) is ({ } link, _) ? Page(link) : Unusable(token);
    }

    [Function(FunctionNames.ApprovalByLink)]
    public async Task<IActionResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/approvals/{token}")] HttpRequest request,
        string token,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Read(token) is not ({ } link, _))
        {
            return Unusable(token);
        }

        return await ApprovalDelivery.DeliverAsync(client, link.InstanceId, link.ToApproval(reason: null), cancellationToken)
            ?? new ObjectResult(new { link.InstanceId, link.PlanId, link.Approved, link.By }) { StatusCode = StatusCodes.Status202Accepted };
    }

    private (ApprovalLink? Link, string Problem) Read(string token) =>
        options.MakesLinks ? ApprovalLink.Read(token, options.LinkKey, time.GetUtcNow()) : (null, "Links are not set up here.");

    private ObjectResult Unusable(string token) => ProblemAnswer.Gone(Read(token).Problem);

    private static ContentResult Page(ApprovalLink link)
    {
        var what = WebUtility.HtmlEncode($"{(link.Approved ? "Approve" : "Reject")} plan {link.PlanId} ({link.PlanHash}) as {link.By}");
        return new ContentResult
        {
            ContentType = "text/html; charset=utf-8",
            StatusCode = StatusCodes.Status200OK,
            Content = $"""<!doctype html><html lang="en"><title>{what}</title><form method="post"><button>{what}</button></form></html>""",
        };
    }
}
