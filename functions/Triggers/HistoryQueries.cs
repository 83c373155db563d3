using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Incidents that have ended, from the record in the clusters: every episode of every workload for as long as the record is kept, also when the durable instance is gone.</summary>
public sealed class HistoryQueries(IncidentArchive archive)
{
    [Function(FunctionNames.ListHistory)]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/history")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return new OkObjectResult(await archive.FindAsync(HistoryFilter.Read(request.Query), cancellationToken));
        }
        catch (FormatException wrong)
        {
            return ProblemAnswer.BadRequest(wrong.Message);
        }
    }

    /// <summary>What was told of one of them, in Markdown.</summary>
    [Function(FunctionNames.GetPastReport)]
    public async Task<IActionResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/history/{cluster}/{ns}/{record}/report")] HttpRequest request,
        string cluster,
        string ns,
        string record,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await archive.ReportAsync(cluster, ns, record, cancellationToken) switch
        {
            { Text: { } text } => new ContentResult { Content = text, ContentType = "text/markdown; charset=utf-8" },
            { MayComeRight: true } unread => ProblemAnswer.Unavailable(unread.Problem),
            var gone => ProblemAnswer.NotFound(gone.Problem),
        };
    }
}
