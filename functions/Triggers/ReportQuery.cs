using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>What is told of one incident; of an open one, what is known so far.</summary>
public sealed class ReportQuery(ReportDesk reports, TimeProvider time)
{
    [Function(FunctionNames.GetReport)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}/report")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await KnownIncident.FindAsync(client, id, cancellationToken) is not { } known)
        {
            return KnownIncident.NotFound(id);
        }

        var asked = new EvidenceRequest(known.Incident, known.Incident.Signals);
        return await reports.AskAsync(asked, known.Incident.RecordName, known.EndedAt ?? time.GetUtcNow(), cancellationToken) switch
        {
            { Report: { } report } => ReportPage.Of(request, report),
            { MayComeRight: true } unread => ProblemAnswer.Unavailable(unread.Problem),
            var gone => ProblemAnswer.NotFound(gone.Problem),
        };
    }
}
