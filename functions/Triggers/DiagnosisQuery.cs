using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Answers why: the ranked causes of an incident with their evidence, as its AIInsight keeps them; the short form of its status where that cannot be read.</summary>
public sealed class DiagnosisQuery(InsightLedger insights)
{
    [Function(FunctionNames.GetDiagnosis)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}/diagnosis")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (instance?.Name != FunctionNames.Incident || IncidentView.Summary(instance) is not { } summary)
        {
            return ProblemAnswer.NotFound($"No incident has the id '{id}'. GET api/incidents lists them.");
        }

        var status = instance.ReadCustomStatusAs<IncidentStatus>();
        if (status is not { Causes.Count: > 0 })
        {
            return ProblemAnswer.NotFound($"The incident '{id}' has not been diagnosed yet: it is {summary.Phase}. Ask again in some seconds.");
        }

        var answer = DiagnosisAnswer.Of(id, status, await insights.FindAsync(status.Workload, status.RecordName, cancellationToken));
        answer["advice"] = AdviceAnswer.Of(await insights.AdviceAsync(status.Workload, status.RecordName, cancellationToken));
        return new OkObjectResult(answer);
    }
}
