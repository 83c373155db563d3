using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>What is told of incidents, for people to read: Markdown, or HTML for who asks for it.</summary>
public sealed class ReportQueries(ReportDesk reports, DigestDesk digests, TimeProvider time)
{
    private const int MostDays = 92;

    /// <summary>Of one incident; of an open one, what is known so far.</summary>
    [Function(FunctionNames.GetReport)]
    public async Task<IActionResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}/report")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await KnownIncident.FindAsync(client, id, cancellationToken) is not { } known)
        {
            return KnownIncident.NotFound(id);
        }

        var asked = new EvidenceRequest(known.Incident, known.Incident.Signals);
        return await AnswerAsync(request, () => reports.WriteAsync(asked, known.Incident.RecordName, known.EndedAt ?? time.GetUtcNow(), cancellationToken));
    }

    /// <summary>Of all clusters in the last days: seven where nobody says how many.</summary>
    [Function(FunctionNames.GetDigest)]
    public async Task<IActionResult> DigestAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/digest")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Query["days"].ToString();
        return asked.Length > 0 && !(int.TryParse(asked, out var number) && number is >= 1 and <= MostDays)
            ? ProblemAnswer.BadRequest($"'days' is '{asked}'; it can be 1 to {MostDays}.")
            : await AnswerAsync(request, async () => await digests.WriteAsync(time.GetUtcNow(), asked.Length > 0 ? int.Parse(asked, System.Globalization.CultureInfo.InvariantCulture) : 7, cancellationToken));
    }

    private static async Task<IActionResult> AnswerAsync(HttpRequest request, Func<Task<ReportDocument?>> write)
    {
        try
        {
            return await write() is { } report ? Shown(request, report) : ProblemAnswer.NotFound("The record of this incident is gone: it was deleted, or is older than what is kept.");
        }
        catch (ClusterException refused)
        {
            return ProblemAnswer.Unavailable(refused.Message);
        }
    }

    private static ContentResult Shown(HttpRequest request, ReportDocument report)
    {
        var isHtml = request.Query["format"] == "html" || (request.Query["format"].Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
        var text = isHtml ? ReportText.Html(report) : ReportText.Markdown(report);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return new ContentResult { Content = text.Content, ContentType = text.ContentType };
    }
}
